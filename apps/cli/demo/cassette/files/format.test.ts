import assert from "node:assert/strict";
import { test } from "node:test";

import { format } from "../src/format.ts";

test("DUR-006: the largest unit comes first and zero units are left out", () => {
  assert.equal(format(5_400_000), "1h 30m");
  assert.equal(format(1_296_000_000), "2w 1d");
  assert.equal(format(3_605_000), "1h 5s");
  assert.equal(format(0), "0s");
  assert.equal(format(-90_000), "-1m 30s");
});

test("DUR-006: what is not a finite number is refused", () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) assert.throws(() => format(value), RangeError);
});

test("DUR-007: below one second milliseconds are written, from there on whole seconds", () => {
  assert.equal(format(250), "250ms");
  assert.equal(format(1400), "1s");
  assert.equal(format(61_600), "1m 2s");
});

test("DUR-008: long names have a singular and a plural", () => {
  assert.equal(format(5_400_000, { long: true }), "1 hour 30 minutes");
  assert.equal(format(7_261_000, { long: true }), "2 hours 1 minute 1 second");
  assert.equal(format(0, { long: true }), "0 seconds");
});
