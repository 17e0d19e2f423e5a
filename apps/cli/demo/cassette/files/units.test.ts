import assert from "node:assert/strict";
import { test } from "node:test";

import { findUnit, units } from "../src/units.ts";

test("DUR-001: six units, longest first, each with its length", () => {
  assert.deepEqual(
    units.map((unit) => [unit.short, unit.milliseconds]),
    [
      ["w", 7 * 24 * 60 * 60 * 1000],
      ["d", 24 * 60 * 60 * 1000],
      ["h", 60 * 60 * 1000],
      ["m", 60 * 1000],
      ["s", 1000],
      ["ms", 1],
    ],
  );
});

test("DUR-002: a unit is found by short name, long name and plural, in any case", () => {
  for (const name of ["h", "H", "hour", "Hours"]) assert.equal(findUnit(name)?.milliseconds, 3_600_000);
  assert.equal(findUnit("ms")?.long, "millisecond");
});

test("DUR-002: a name that no unit has finds nothing", () => {
  for (const name of ["", "fortnight", "hs", "toString"]) assert.equal(findUnit(name), undefined);
});
