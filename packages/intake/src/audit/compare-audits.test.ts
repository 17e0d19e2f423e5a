import { BaselineAudit, type AuditedCommand, type Measurement } from "@fabrikk/state";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { compareAudits } from "./compare-audits.ts";
import { describeDifference } from "./describe-difference.ts";

const number = (value: number): Measurement => ({ state: "measured", value });
const open: Measurement = { state: "unknown", reason: "nobody knows" };

function audited(command: string, fields: Partial<AuditedCommand> = {}): AuditedCommand {
  const ended = { value: "pass", exit_code: 0, ended: null, saw: "" } as const;
  return { name: command, command, ...ended, tests: open, lint_findings: open, ...fields };
}

function audit(fields: Partial<BaselineAudit> = {}): BaselineAudit {
  return {
    schema: 1,
    tree: "a".repeat(40),
    files: 3,
    lines: number(30),
    test_files: 1,
    languages: [],
    commands: [],
    coverage: { state: "unknown", reason: "nobody knows" },
    ...fields,
  };
}

const covered = (lines: number, total: number): Partial<BaselineAudit> => ({
  coverage: { state: "measured", covered: lines, total, reports: ["lcov.info"] },
});

const failed: Partial<AuditedCommand> = { value: "fail", exit_code: 1 };

describe("FAB-INT-011: the same commands run again give the difference", () => {
  test.each<readonly [string, Partial<BaselineAudit>, Partial<BaselineAudit>, string]>([
    [
      "mended",
      { commands: [audited("t", failed)] },
      { commands: [audited("t")] },
      "better: `t`: passes, before: fails with exit code 1",
    ],
    [
      "broken",
      { commands: [audited("t")] },
      { commands: [audited("t", failed)] },
      "worse: `t`: fails with exit code 1, before: passes",
    ],
    [
      "red as before",
      { commands: [audited("t", failed)] },
      { commands: [audited("t", { ...failed, exit_code: 2 })] },
      "the same: `t`",
    ],
    ["never run", { commands: [audited("t", { value: "unknown" })] }, { commands: [audited("t")] }, "not known: `t`"],
    ["a new command", {}, { commands: [audited("t")] }, "not known: `t`"],
    [
      "more tests",
      { commands: [audited("t", { tests: number(4) })] },
      { commands: [audited("t", { tests: number(6) })] },
      "better: tests of `t`: 6, before: 4",
    ],
    [
      "fewer tests",
      { commands: [audited("t", { tests: number(4) })] },
      { commands: [audited("t", { tests: number(0) })] },
      "worse: tests of `t`: 0, before: 4",
    ],
    [
      "fewer findings",
      { commands: [audited("l", { ...failed, lint_findings: number(4) })] },
      { commands: [audited("l", { ...failed, lint_findings: number(3) })] },
      "better: findings of `l`: 3, before: 4",
    ],
    [
      "a hair less coverage",
      covered(2000, 3000),
      covered(1999, 3000),
      "worse: coverage: 66.6% of 3000 lines, before: 66.6% of 3000 lines",
    ],
    ["the same share of more lines", covered(2, 3), covered(4, 6), "the same: coverage"],
    ["coverage that is no longer measured", covered(2, 3), {}, "not known: coverage"],
    ["more files", {}, { files: 4, lines: number(31), test_files: 1 }, "files 3 → 4, lines 30 → 31"],
  ])("%s", (...[, before, after, line]) => {
    expect(describeDifference(compareAudits(audit(before), audit(after)))).toContain(line);
  });

  test("two equal audits have no difference", () => {
    const one = audit({ ...covered(1, 2), commands: [audited("t", { tests: number(1) }), audited("l", failed)] });
    expect(compareAudits(one, one)).toMatchObject({ worse: [], better: [], unknown: [], sizes: [] });
  });
});

const measurement = fc.oneof(fc.nat(9).map(number), fc.constant(open));
const anyCommand = fc.record({
  command: fc.constantFrom("a", "b", "c", "d", "e", "f", "g"),
  value: fc.constantFrom("pass" as const, "fail" as const, "unknown" as const),
  tests: measurement,
  lint_findings: measurement,
});
const anyAudit = fc
  .record({
    files: fc.nat(9),
    commands: fc.uniqueArray(anyCommand, { selector: ({ command }) => command }),
    covered: fc.nat(5),
  })
  .map(({ files, commands, covered: lines }) =>
    audit({
      files,
      commands: commands.map(({ command, ...fields }) => audited(command, fields)),
      ...covered(lines, 5),
    }),
  );

test("FAB-INT-011: the other way round better and worse change places, and no more than 10 lines are told", () => {
  fc.assert(
    fc.property(anyAudit, anyAudit, (before, after) => {
      BaselineAudit.parse(before);
      const there = compareAudits(before, after);
      const back = compareAudits(after, before);
      const subjects = (changes: readonly { readonly subject: string }[]) =>
        changes.map(({ subject }) => subject).toSorted();
      expect(subjects(there.better)).toEqual(subjects(back.worse));
      expect(subjects(there.worse)).toEqual(subjects(back.better));
      expect(subjects(there.same)).toEqual(subjects(back.same));
      const lines = describeDifference(there);
      expect(lines.length).toBeLessThanOrEqual(10);
      expect(lines.some((line) => line.startsWith("worse"))).toBe(there.worse.length > 0);
    }),
  );
});
