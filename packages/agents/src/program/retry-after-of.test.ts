import { expect, test } from "vitest";

import { retryAfterOf } from "./retry-after-of.ts";

test.each([
  ["Rate limited. Please retry after 20 seconds.", 20_000],
  ["Please try again in 1.5s.", 1500],
  ["try again in 250ms", 250],
  ["Your limit resets in 5m", 300_000],
  ["retry-after: 7", 7000],
  ["It worked in 20 s", null],
  ["", null],
])("FAB-EXEC-011 a wait that a message tells is read: %s", (message, ms) => {
  expect(retryAfterOf(message)).toBe(ms);
});
