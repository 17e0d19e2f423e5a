import assert from "node:assert/strict";
import { test } from "node:test";

import { parse } from "../src/parse.ts";

const readable = [
  ["1h 30m", 5_400_000],
  ["1h30m", 5_400_000],
  [" 90 Minutes ", 5_400_000],
  ["1.5 hours", 5_400_000],
  ["1.1h", 3_960_000],
  ["2w 1d", 1_296_000_000],
  ["250ms", 250],
  ["-10s", -10_000],
  ["-0s", 0],
] as const;

for (const [text, milliseconds] of readable) {
  test(`DUR-004: ${JSON.stringify(text)} is ${milliseconds} ms`, () => {
    assert.equal(parse(text), milliseconds);
  });
}

const refused = [
  ["", "no duration", 0],
  ["  - ", "no duration", 0],
  ["90", "expected a number and a unit", 0],
  ["1h and 5m", "expected a number and a unit", 3],
  ["5 parsecs", "unknown unit parsecs", 2],
  ["1h 2 hours", "second hour", 5],
] as const;

for (const [text, problem, position] of refused) {
  test(`DUR-005: ${JSON.stringify(text)} is refused: ${problem}`, () => {
    assert.throws(() => parse(text), {
      name: "DurationError",
      message: `${problem} at character ${position + 1} of ${JSON.stringify(text)}`,
      position,
    });
  });
}
