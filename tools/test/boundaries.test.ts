import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { brokenCanaries, checkBoundaries } from "../check-boundaries.mjs";
import { parseTreeText } from "../source-tree.mjs";

test("every fixture's forbidden thing is reported, and nothing else", () => {
  expect(brokenCanaries()).toEqual([]);
});

test("a check that reports nothing does not pass its canary", () => {
  expect(brokenCanaries(() => []).length).toBeGreaterThan(20);
});

test("a finding names its rule, file and line", () => {
  const fixture = new URL("../fixtures/boundaries/same-floor-hands.txt", import.meta.url);
  expect(checkBoundaries(parseTreeText(readFileSync(fixture, "utf8")).tree)).toEqual([
    "floor packages/subprocess/src/run.ts:2 @fabrikk/subprocess (floor 1) imports @fabrikk/git (floor 1); imports point down",
  ]);
});
