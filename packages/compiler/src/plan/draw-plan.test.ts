import { expect, test } from "vitest";

import { artifact, chainable, grouping, requirement } from "../../test/artifacts.ts";
import { compileArtifact } from "../graph/compile-artifact.ts";
import { drawPlan } from "./draw-plan.ts";
import { measurePlan } from "./measure-plan.ts";

const graph = compileArtifact(
  artifact({
    requirements: [requirement("A-1"), requirement("A-2", 2), requirement("A-3", 3, { priority: "may" })],
    groupings: [
      grouping("A-1", ["src/a.go"], { title: 'Say "hi" \\ <b>' }),
      grouping("A-2", ["src/b.go"]),
      grouping("A-3", []),
    ],
    dependencies: [{ from: "A-2", to: "A-1", pinned: true }],
  }),
);

test("FAB-PLAN-008 FAB-PLAN-011: the plan as a table, with its hot files", () => {
  expect(drawPlan(graph).table).toMatchInlineSnapshot(`
    "WAVE  TASK  PRIORITY  REQUIREMENTS  FILES          NEEDS  CHECKS
    1     a-1   must      A-1           src/a.go       -      tests: node --test
    2     a-2   must      A-2           src/b.go       a-1    tests: node --test
    3     a-3   may       A-3           ** (unscoped)  -      tests: node --test

    HOT FILE  WAVES    TASKS
    **        1, 2, 3  a-1, a-2, a-3
    "
  `);
});

test("FAB-PLAN-011: a check that is a script takes one line of the table", () => {
  const command = `node -e '\n  ${"check();\n  ".repeat(20)}'`;
  const checks = [{ kind: "command" as const, command, exit_code: 0 }];
  const scripted = artifact({ requirements: [requirement("A-1")], groupings: [grouping("A-1", ["a.md"], { checks })] });
  const { table } = drawPlan(compileArtifact(scripted));
  expect(table.trimEnd().split("\n")).toHaveLength(2);
  expect(table).toMatch(/command: node -e ' check\(\); check\(\);.*…$/m);
});

test("FAB-PLAN-011: the plan for Graphviz and Mermaid, with every name quoted", () => {
  const { dot, mermaid } = drawPlan(graph);
  expect(dot).toContain('t1 [label = "a-1: Say \\"hi\\" \\\\ <b>"];');
  expect(dot).toContain("t1 -> t2;");
  expect(mermaid).toContain('t1["a-1: Say #34;hi#34; \\ #60;b#62;"]');
  expect(mermaid).toContain("t1 --> t2");
});

test("FAB-PLAN-011: critical path and width", () => {
  expect(measurePlan(graph)).toEqual({ criticalPath: ["a-1", "a-2"], width: 1, waves: 3 });
  const wide = compileArtifact(
    chainable(6, [
      [1, 0],
      [2, 1],
      [4, 0],
    ]),
  );
  expect(measurePlan(wide)).toEqual({ criticalPath: ["r-0", "r-1", "r-2"], width: 3, waves: 3 });
});
