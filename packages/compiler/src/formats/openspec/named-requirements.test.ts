import { expect, test } from "vitest";

import { namedRequirements } from "./named-requirements.ts";

const find = namedRequirements([
  ["a.quiet-hours", "Quiet Hours"],
  ["b.quiet-hours", "Quiet hours"],
  ["a.stop", "Stop"],
  ["a.opt-out-by-mail", "Opt-Out by Mail"],
]);

test("FAB-INT-008: a text names requirements in any case, between any marks, and only by whole words", () => {
  expect(find("Do `Opt-out by mail` and **quiet hours**.")).toEqual([
    "a.opt-out-by-mail",
    "a.quiet-hours",
    "b.quiet-hours",
  ]);
  expect(find("Stop unquiet hours")).toEqual([]);
});
