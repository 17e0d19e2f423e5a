import { expect, test } from "vitest";

import { didYouMean, nearestName } from "./nearest-name.ts";

test("the name with the fewest differing letters is the nearest", () => {
  expect(nearestName("clade", ["codex", "claude", "replay"])).toBe("claude");
  expect(nearestName("durations-0abcdefghj", ["durations-0abcdefghk", "other-0abcdefghj"])).toBe(
    "durations-0abcdefghk",
  );
});

test("a name that is nothing like it is not suggested", () => {
  expect(nearestName("gemini", ["codex", "claude"])).toBeUndefined();
  expect(didYouMean("gemini", ["codex"])).toBe("");
  expect(didYouMean("codx", ["codex"])).toBe(" Did you mean codex?");
});
