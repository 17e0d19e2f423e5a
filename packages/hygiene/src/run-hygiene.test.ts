import { Finding, type Check, type Evidence, type GateCommand } from "@fabrikk/state";
import { describe, expect, test } from "vitest";

import { runHygiene } from "./run-hygiene.ts";

const tree = "a".repeat(40);
const gate: readonly GateCommand[] = [
  { name: "lint", command: "npm run lint" },
  { name: "test", command: "npm test" },
];

/** Stands for a measurement: by command, what it found. */
function measured(values: Readonly<Record<string, Partial<Evidence>>>) {
  return (checks: readonly Check[]): Promise<readonly Evidence[]> => {
    const commands = checks.flatMap((check) => ("command" in check ? [check.command] : []));
    const facts = commands.flatMap((command) => {
      const value = values[command];
      if (value === undefined) return [];
      const id = `ev-${command.length.toString(16).padStart(16, "0")}`;
      return [
        {
          id,
          kind: "command",
          tree,
          subject: `command: ${command}`,
          value: "pass",
          saw: "",
          exit_code: 0,
          ended: null,
          tests_run: null,
          duration_ms: 1,
          ...value,
        } as const,
      ];
    });
    return Promise.resolve(facts);
  };
}

function failedAt(line: number): Partial<Evidence> {
  return { value: "fail", exit_code: 1, saw: `src/a.ts(${line},5): error TS2322: no` };
}

describe("FAB-HYG-001: the project's own tools decide", () => {
  test("a gate whose commands all pass is a pass without findings", async () => {
    const outcome = await runHygiene({ gate, tree, measure: measured({ "npm run lint": {}, "npm test": {} }) });
    expect(outcome).toMatchObject({ verdict: { value: "pass" }, findings: [] });
    expect(outcome.evidence).toHaveLength(2);
  });

  test("a command that fails is a finding that must be mended, with the tool's message", async () => {
    const failed = { value: "fail", exit_code: 1, saw: "src/a.ts(3,5): error TS2322: no" } as const;
    const { verdict, findings } = await runHygiene({
      gate,
      tree,
      measure: measured({ "npm run lint": failed, "npm test": {} }),
    });
    expect(verdict.value).toBe("fail");
    expect(verdict.conditions.map(({ code }) => code)).toEqual(["FABRIKK_HYGIENE_GATE_FAILED", null]);
    expect(findings).toHaveLength(1);
    expect(Finding.parse(findings[0])).toMatchObject({
      source: "hygiene",
      tier: "must-fix",
      severity: "critical",
      confidence: 1,
      file: "src/a.ts",
      lines: [3, 3],
      statement: "lint: error TS2322: no",
    });
  });

  test("the same failure, shifted by some lines, is the same finding", async () => {
    const [first, second] = await Promise.all(
      [3, 40].map((line) => runHygiene({ gate, tree, measure: measured({ "npm run lint": failedAt(line) }) })),
    );
    expect(first?.findings[0]?.id).toBe(second?.findings[0]?.id);
  });

  test("a failure without a place names the command and how it ended", async () => {
    const hung = { value: "fail", exit_code: null, ended: "wall-limit" } as const;
    const { findings } = await runHygiene({ gate, tree, measure: measured({ "npm test": hung }) });
    expect(findings[0]).toMatchObject({
      file: null,
      lines: null,
      statement: "test: `npm test` was ended by wall-limit",
    });
  });
});

describe("what was not measured never passes", () => {
  test("FAB-HYG-002: a command that cannot run leaves the verdict unknown and is no finding", async () => {
    const missing = { value: "unknown", exit_code: 127, saw: "sh: 1: npm: not found" } as const;
    const outcome = await runHygiene({ gate, tree, measure: measured({ "npm run lint": {}, "npm test": missing }) });
    expect(outcome).toMatchObject({ verdict: { value: "unknown" }, findings: [] });
    expect(outcome.verdict.conditions[1]).toMatchObject({
      code: "FABRIKK_HYGIENE_GATE_UNKNOWN",
      message: "`npm test` could not be measured on this tree\nsh: 1: npm: not found",
    });
  });

  test("nor does a command of which there is no fact, or one about another tree", async () => {
    const other = { tree: "b".repeat(40) };
    const outcome = await runHygiene({ gate, tree, measure: measured({ "npm test": other }) });
    expect(outcome.verdict.conditions.map(({ value }) => value)).toEqual(["unknown", "unknown"]);
  });

  test("no gate at all is a warning that nothing was checked", async () => {
    const { verdict } = await runHygiene({ gate: [], tree, measure: measured({}) });
    expect(verdict).toMatchObject({ value: "warn", conditions: [{ code: "FABRIKK_HYGIENE_NO_GATE" }] });
  });
});
