import { expect, test } from "vitest";

import { readDocument } from "./feature-document.ts";
import { workLines } from "./work-lines.ts";

test("FAB-INT-008: boxes of every state, numbers, stars and parts, nested or numbered below another", () => {
  const text = [
    "- [ ] 1. Whole",
    "- [x] 1.1 Part",
    "- [ ]* 1.2 Part that may be left out",
    "- [-] 2. Begun",
    "  - [ ] Nested",
    "- [X] **3.1** Bold",
    "- [ ] 4.2\\* Star behind the number",
    "- [ ] 10 doors",
    "- no box",
  ];
  const document = readDocument({ file: "tasks.md", text: text.join("\n") });
  const found = workLines(document).map(({ index, number, parent, ...line }) => [
    document.blocks[index]?.lines[0],
    number,
    parent === null ? null : document.blocks[parent]?.lines[0],
    line.hasParts,
    line.isDone,
    line.isOptional,
    document.blocks[index]?.body.slice(line.textFrom),
  ]);
  expect(found).toEqual([
    [1, "1", null, true, false, false, "Whole"],
    [2, "1.1", 1, false, true, false, "Part"],
    [3, "1.2", 1, false, false, true, "Part that may be left out"],
    [4, "2", null, true, false, false, "Begun"],
    [5, null, 4, false, false, false, "Nested"],
    [6, "3.1", null, false, true, false, "Bold"],
    [7, "4.2", null, false, false, true, "Star behind the number"],
    [8, null, null, false, false, false, "10 doors"],
  ]);
});
