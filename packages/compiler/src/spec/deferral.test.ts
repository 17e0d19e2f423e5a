import { expect, test } from "vitest";

import { readSpec } from "./read-spec.ts";

test("FAB-PLAN-003: a requirement with a reason to put it off is deferred, and has no grouping", () => {
  const { deferred, groupings, requirements, problems } = readSpec(
    "s.md",
    `- **A-1**: one
  Deferred: waits for the
  - Files: src/a.ts
- **A-2**: two
  - **Deferred:** not before [v2](x)
  - Deferred: too dear
- [ ] three
  - Deferred: later

### A-4: Four

Deferred:

- nobody asked

It MUST five.
Deferred: no time

- **A-6**: six, deferred: in words
`,
  );
  expect(problems).toEqual([]);
  expect(requirements.map(({ text }) => text)).toEqual([
    "one",
    "two",
    "three",
    "Four\n\nIt MUST five.",
    "six, deferred: in words",
  ]);
  expect(deferred.map(({ requirement_id, reason }) => `${requirement_id.replace(/^R-.*/, "R")} ${reason}`)).toEqual([
    "A-1 waits for the",
    "A-2 not before [v2](x); too dear",
    "R later",
    "A-4 nobody asked; no time",
  ]);
  expect(groupings.map(({ requirement_ids }) => requirement_ids)).toEqual([["A-6"]]);
});

test.each(["", "yes", "true.", "none", "-", "TBD", "n/a", "**deferred**"])(
  "FAB-PLAN-003: `Deferred: %s` gives no reason: a problem, and nothing is put off",
  (value) => {
    const { deferred, groupings, problems } = readSpec("s.md", `- **A-1**: one\n  - Deferred: ${value}\n`);
    expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual(["FABRIKK_COMPILER_VALUE_MISSING 2"]);
    expect([deferred, groupings.length]).toEqual([[], 1]);
  },
);
