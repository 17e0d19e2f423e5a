import assert from "node:assert/strict";
import { test } from "node:test";

import { DurationError } from "../src/duration-error.ts";

test("DUR-003: the error holds the text and the position, and its message names both", () => {
  const error = new DurationError("unknown unit", "5 parsecs", 2);
  assert.equal(error.name, "DurationError");
  assert.equal(error.text, "5 parsecs");
  assert.equal(error.position, 2);
  assert.equal(error.message, 'unknown unit at character 3 of "5 parsecs"');
});

test("DUR-003: it can be caught as an Error", () => {
  assert.ok(new DurationError("nothing to read", "", 0) instanceof Error);
});
