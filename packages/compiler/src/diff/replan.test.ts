import type { Grouping, Requirement, RunArtifact, Task } from "@fabrikk/state";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { artifact, grouping, requirement } from "../../test/artifacts.ts";
import { compileArtifact } from "../graph/compile-artifact.ts";
import { replan, type CompiledSpec } from "./replan.ts";

const compiled = (made: RunArtifact): CompiledSpec => ({ artifact: made, graph: compileArtifact(made) });

const chain = artifact({
  requirements: [requirement("A-1", 1), requirement("A-2", 2), requirement("A-3", 3), requirement("A-4", 4)],
  groupings: ["A-1", "A-2", "A-3", "A-4"].map((id) => grouping(id, [`docs/${id}.md`])),
  dependencies: [
    { from: "A-2", to: "A-1", pinned: true },
    { from: "A-3", to: "A-2", pinned: true },
  ],
});

test("FAB-INT-009 FAB-TOP-003: a reworded requirement makes its task and all that need it stale, and no other", () => {
  const after = {
    ...chain,
    requirements: chain.requirements.map((each) => (each.id === "A-2" ? { ...each, text: "other words" } : each)),
  };
  expect(replan(compiled(chain), compiled(after))).toEqual({
    requirements: { added: [], changed: ["A-2"], removed: [], unchanged: ["A-1", "A-3", "A-4"] },
    tasks: {
      kept: ["a-1", "a-4"],
      stale: [
        { task: "a-2", because: "requirements" },
        { task: "a-3", because: "dependency" },
      ],
      added: [],
      removed: [],
    },
    proofs: {
      kept: [
        { task: "a-1", requirement: "A-1" },
        { task: "a-4", requirement: "A-4" },
      ],
      stale: [
        { task: "a-2", requirement: "A-2" },
        { task: "a-3", requirement: "A-3" },
      ],
    },
  });
});

test("FAB-INT-009: added and removed requirements; what only moved, or has another priority, keeps its proof", () => {
  const after = artifact({
    ...chain,
    requirements: [
      requirement("A-5", 1),
      ...chain.requirements.slice(0, 3).map((each) => ({
        ...each,
        priority: "may" as const,
        source: { file: "spec.md", lines: [9, 9] as [number, number] },
      })),
    ],
    groupings: [grouping("A-5", ["docs/A-5.md"]), ...chain.groupings.slice(0, 3)],
  });
  const { requirements, tasks } = replan(compiled(chain), compiled(after));
  expect(requirements).toEqual({ added: ["A-5"], changed: ["A-1", "A-2", "A-3"], removed: ["A-4"], unchanged: [] });
  expect(tasks).toEqual({ kept: ["a-1", "a-2", "a-3"], stale: [], added: ["a-5"], removed: ["a-4"] });
});

test("FAB-TOP-003: another gate or boundary makes everything stale; a new need only its own task", () => {
  const strict = { ...chain, boundaries: { ...chain.boundaries, never: [{ text: "no network", paths: [] }] } };
  expect(replan(compiled(chain), compiled(strict)).tasks.kept).toEqual([]);
  const needing = { ...chain, dependencies: [...chain.dependencies, { from: "A-4", to: "A-1", pinned: true }] };
  expect(replan(compiled(chain), compiled(needing)).tasks.stale).toEqual([{ task: "a-4", because: "dependency" }]);
});

/** Every task looked at for itself, through all it needs, however often: what `replan` must find in one pass. */
function isStaleByBruteForce(before: CompiledSpec, after: CompiledSpec, id: string): boolean {
  const [old, now] = [before, after].map(({ graph }) => graph.tasks.find((task) => task.id === id));
  if (old === undefined || now === undefined) return true;
  const told = (
    { artifact: { requirements, boundaries, quality_gate, scope_mode } }: CompiledSpec,
    task: Task,
  ): string =>
    JSON.stringify([
      task.requirement_ids.map((each) => [each, requirements.find((one) => one.id === each)?.text]),
      [task.scope, task.unscoped, task.checks, task.test_levels, task.class],
      [boundaries, quality_gate, scope_mode],
    ]);
  const needs = (task: Task): readonly string[] => task.depends_on.map((need) => need.task);
  return (
    told(before, old) !== told(after, now) ||
    needs(now).some((need) => !needs(old).includes(need) || isStaleByBruteForce(before, after, need))
  );
}

const specs = fc
  .array(
    fc.record({
      name: fc.integer({ min: 0, max: 11 }),
      text: fc.constantFrom("one", "two"),
      files: fc.subarray(["a.md", "b.md", "c/*.md"]),
      level: fc.constantFrom("L1" as const, "L2" as const),
      needs: fc.array(fc.integer({ min: 0, max: 11 }), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((drafts) => [...new Map(drafts.map((draft) => [draft.name, draft])).values()])
  .map((drafts): RunArtifact => {
    const known = new Set(drafts.map(({ name }) => name));
    const requirements: Requirement[] = drafts.map(({ name, text }) => requirement(`R-${name}`, name + 1, { text }));
    const groupings: Grouping[] = drafts.map(({ name, files, level }) =>
      grouping(`R-${name}`, files, { test_levels: [level] }),
    );
    const dependencies = drafts.flatMap(({ name, needs }) =>
      [...new Set(needs)]
        .filter((need) => need < name && known.has(need))
        .map((need) => ({ from: `R-${name}`, to: `R-${need}`, pinned: true })),
    );
    return artifact({ requirements, groupings, dependencies });
  });

test("FAB-INT-009 FAB-TOP-003: exactly the tasks and proofs go stale that a brute-force look at every task finds", () => {
  fc.assert(
    fc.property(specs, specs, (first, second) => {
      const [before, after] = [compiled(first), compiled(second)];
      const { tasks, proofs, requirements } = replan(before, after);
      const stale = after.graph.tasks.filter(({ id }) => isStaleByBruteForce(before, after, id)).map(({ id }) => id);
      const found = new Set([...tasks.stale.map(({ task }) => task), ...tasks.added]);
      expect(after.graph.tasks.map(({ id }) => id).filter((id) => found.has(id))).toEqual(stale);
      expect([...tasks.kept, ...stale].toSorted()).toEqual(after.graph.tasks.map(({ id }) => id).toSorted());
      expect(proofs.kept.map(({ task }) => task).every((task) => tasks.kept.includes(task))).toBe(true);
      expect(proofs.stale.length + proofs.kept.length).toBe(
        before.graph.tasks.reduce((sum, { requirement_ids }) => sum + requirement_ids.length, 0),
      );
      expect([...requirements.added, ...requirements.changed, ...requirements.unchanged].toSorted()).toEqual(
        second.requirements.map(({ id }) => id).toSorted(),
      );
    }),
    { numRuns: 300 },
  );
});
