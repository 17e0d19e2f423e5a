import { spawnSync } from "node:child_process";

import * as fc from "fast-check";
import { expect, test } from "vitest";

import { shellCommand } from "../src/formats/work-items/shell-command.ts";

/** The arguments that a program gets from a command line, as `sh` hands them on. */
function argumentsOf(command: string): readonly string[] {
  const { stdout, stderr, status } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
  expect([stderr, status]).toEqual(["", 0]);
  return stdout.split("\0").slice(0, -1);
}

const words = fc.array(
  fc.oneof(
    fc.constantFrom(
      "--flag=x",
      "a b",
      "it's",
      '"',
      "$HOME",
      "`id`",
      "\\",
      "\n",
      "-n",
      "",
      "*",
      "~",
      "#",
      "é",
      "a;b",
      "{python}",
    ),
    fc.string({ unit: "grapheme", maxLength: 12 }).filter((word) => !word.includes("\0")),
  ),
  { minLength: 1, maxLength: 6 },
);

test("FAB-INT-008: sh runs a program of a plan with exactly its arguments", () => {
  fc.assert(
    fc.property(words, (rest) => {
      const line = shellCommand(["sh", "-c", String.raw`for word do printf '%s\0' "$word"; done`, "sh", ...rest]);
      expect(argumentsOf(line)).toEqual(rest);
    }),
    { numRuns: 60 },
  );
});

test("FAB-INT-008: a command of plain words stays readable, and no first word becomes an assignment", () => {
  expect(shellCommand(["python3", "-m", "pytest", "tests/", "-q", "--cov=src"])).toBe(
    "python3 -m pytest tests/ -q --cov=src",
  );
  expect(shellCommand(["A=1", "b=2"])).toBe("'A=1' b=2");
  expect(shellCommand(["echo", "it's", ""])).toBe(String.raw`echo 'it'\''s' ''`);
});
