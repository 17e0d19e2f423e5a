import { expect, test } from "vitest";

import { taskHead } from "./task-head.ts";

test.each([
  ["T012 [P] [US1] Make it", { id: "T012", stories: [1], isParallel: true, words: "Make it" }],
  ["T012 Make it [P]", { id: "T012", stories: [], isParallel: false, words: "Make it [P]" }],
  ["**T012** [US1, US-02] Make it", { id: "T012", stories: [1, 2], isParallel: false, words: "Make it" }],
  ["T001a: [P] Make it", { id: "T001a", stories: [], isParallel: true, words: "Make it" }],
  ["TXXX [P] Make it", { id: null, stories: [], isParallel: true, words: "Make it" }],
  [
    "[docs](docs/a.md) are written",
    { id: null, stories: [], isParallel: false, words: "[docs](docs/a.md) are written" },
  ],
  ["Make T012", { id: null, stories: [], isParallel: false, words: "Make T012" }],
])("FAB-INT-008: the head of %j", (body, { words, ...expected }) => {
  const head = taskHead(body);
  expect(head).toMatchObject(expected);
  expect(body.slice(head?.textFrom)).toBe(words);
});

test("FAB-INT-008: a head without words is none", () => {
  expect(taskHead("T012 [P] ")).toBeNull();
});
