import { expect, test } from "vitest";

import { writtenOrder } from "./written-order.ts";

function task(id: string, words: string) {
  const source = { file: "tasks.md", lines: [Number(id.slice(1)), Number(id.slice(1))] as [number, number] };
  return {
    words,
    entry: { requirement: { id, text: words, kind: "work", source, priority: "must", risk: "low" } },
  } as const;
}

test.each([
  ["Do it (depends on T001, T002)", ["T001", "T002"]],
  ["Do it (depends on T001-T003)", ["T001", "T002", "T003"]],
  ["Do it; blocked by T002 and T003.", ["T002", "T003"]],
  ["Do it like T001", []],
])("FAB-PLAN-007: %j needs %j", (words, needed) => {
  const { edges, problems } = writtenOrder([task("T001", ""), task("T002", ""), task("T003", ""), task("T004", words)]);
  expect(edges.map(({ to }) => to)).toEqual(needed);
  expect(problems).toEqual([]);
});

test("FAB-INT-007: a task that does not exist is told with the line that needs it", () => {
  const { problems } = writtenOrder([task("T004", "Do it (depends on T009)")]);
  expect(problems).toMatchObject([{ code: "FABRIKK_COMPILER_LINK_UNKNOWN", file: "tasks.md", line: 4 }]);
});
