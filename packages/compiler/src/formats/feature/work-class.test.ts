import { expect, test } from "vitest";

import { workClass } from "./work-class.ts";

test.each([
  ["Create the user model", ["src/user.py"], "feature"],
  ["Run the full test suite and mend regressions", [], "chore"],
  ["Verify that all doors open", ["src/door.ts"], "chore"],
  ["Final checkpoint - Ensure all tests pass", [], "chore"],
  ["Checkout of a basket", [], "feature"],
  ["Document the commands", ["docs/cli.md"], "docs"],
  ["Update the user documentation", [], "docs"],
  ["Install `fast-glob`", ["package.json"], "config"],
  ["Configure the driver", ["src/driver.rs"], "feature"],
  ["Create the project structure", [], "config"],
  ["Fix the hinge", [], "fix"],
] as const)("FAB-PLAN-002: %j with %j is a %s", (text, owned, expected) => {
  expect(workClass(text, owned)).toBe(expected);
});
