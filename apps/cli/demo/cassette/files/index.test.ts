import assert from "node:assert/strict";
import { test } from "node:test";

import * as library from "../src/index.ts";

test("DUR-010: the library exports exactly this", () => {
  assert.deepEqual(Object.keys(library).sort(), ["DurationError", "format", "parse"]);
});

test("DUR-011: whole seconds survive being written and read again", () => {
  for (let seconds = 1; seconds < 1e9; seconds = seconds * 3 + 1) {
    for (const long of [false, true]) {
      assert.equal(library.parse(library.format(seconds * 1000, { long })), seconds * 1000);
      assert.equal(library.parse(library.format(-seconds * 1000, { long })), -seconds * 1000);
    }
  }
});
