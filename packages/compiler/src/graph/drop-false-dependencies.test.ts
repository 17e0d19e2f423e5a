import type { Task } from "@fabrikk/state";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { artifact, chainable, grouping, requirement, task } from "../../test/artifacts.ts";
import { globsIntersect } from "../glob/globs-intersect.ts";
import { compileArtifact } from "./compile-artifact.ts";
import { dropFalseDependencies } from "./drop-false-dependencies.ts";
import { scopeTable } from "./scope-table.ts";

const drop = (tasks: readonly Task[]) => dropFalseDependencies(tasks, scopeTable(tasks));

/** Random tasks without cycles: each needs only ones before it, most of them unpinned. */
const graphs = fc
  .array(
    fc.record({
      owned: fc.array(fc.constantFrom("a", "b", "c", "src/a", "src/*", "lib/**", "d", "e"), { maxLength: 2 }),
      shared: fc.array(fc.constantFrom("b", "src/index"), { maxLength: 1 }),
      readOnly: fc.array(fc.constantFrom("a", "src/**", "lib/x"), { maxLength: 1 }),
      needs: fc.array(fc.record({ task: fc.nat(20), pinned: fc.constantFrom(true, false, false) }), { maxLength: 3 }),
      isUnscoped: fc.constantFrom(true, ...Array.from({ length: 11 }, () => false)),
    }),
    { maxLength: 14 },
  )
  .map((drafts): readonly Task[] =>
    drafts.map(({ owned, shared, readOnly, needs, isUnscoped }, index) =>
      task(nameOf(index), {
        unscoped: isUnscoped,
        scope: isUnscoped ? { owned: ["**"], read_only: [], shared: [] } : { owned, shared, read_only: readOnly },
        depends_on: [...new Map(needs.filter((need) => need.task < index).map((need) => [need.task, need])).values()]
          .map((need) => ({ ...need, task: nameOf(need.task) }))
          .toSorted((a, b) => (a.task < b.task ? -1 : 1)),
      }),
    ),
  );

function nameOf(index: number): string {
  return `t${String(index).padStart(2, "0")}`;
}

/** The rule, written out: a file that both touch and one changes. */
function isRelated(a: Task, b: Task): boolean {
  const meet = (left: readonly string[], right: readonly string[]): boolean =>
    left.some((x) => right.some((y) => globsIntersect(x, y)));
  const changes = ({ scope }: Task): readonly string[] => [...scope.owned, ...scope.shared];
  const touches = (each: Task): readonly string[] => [...changes(each), ...each.scope.read_only];
  return a.unscoped || b.unscoped || meet(changes(a), touches(b)) || meet(touches(a), changes(b));
}

/** All that must come before each task. */
function befores(tasks: readonly Task[]): ReadonlyMap<string, ReadonlySet<string>> {
  const before = new Map<string, ReadonlySet<string>>();
  for (const { id, depends_on } of tasks)
    before.set(id, new Set(depends_on.flatMap((need) => [need.task, ...(before.get(need.task) ?? [])])));
  return before;
}

test("FAB-PLAN-007: an unpinned dependency with no file behind it goes and is reported; no pinned one goes", () => {
  fc.assert(
    fc.property(graphs, (tasks) => {
      const byId = new Map(tasks.map((each) => [each.id, each]));
      const of = (id: string): Task => byId.get(id) as Task;
      const result = drop(tasks);
      const expected = tasks.flatMap((each) =>
        each.depends_on
          .filter((need) => !need.pinned && !isRelated(each, of(need.task)))
          .map((need) => ({ task: each.id, needs: need.task })),
      );
      expect(result.falseDependencies).toEqual(expected);
      for (const { id, depends_on } of result.tasks) {
        const pinned = of(id).depends_on.filter((need) => need.pinned);
        expect(depends_on.filter((need) => need.pinned)).toEqual(pinned);
        expect(depends_on.every((need) => need.pinned || isRelated(of(id), of(need.task)))).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});

test("FAB-PLAN-007: tasks that share a file stay in the order that they had, also through a dependency that goes", () => {
  fc.assert(
    fc.property(graphs, (tasks) => {
      const result = drop(tasks);
      const [before, after] = [befores(tasks), befores(result.tasks)];
      const pairs = tasks.flatMap((a) => tasks.map((b) => [a, b] as const));
      const isBefore = (order: typeof before, a: Task, b: Task): boolean => order.get(b.id)?.has(a.id) === true;
      const lost = pairs.filter(([a, b]) => isBefore(before, a, b) && !isBefore(after, a, b) && isRelated(a, b));
      const made = pairs.filter(([a, b]) => isBefore(after, a, b) && !isBefore(before, a, b));
      expect([lost, made]).toEqual([[], []]);
      const needless = result.tasks.flatMap(({ id, depends_on }) =>
        depends_on
          .filter(
            (need) => !tasks.find((each) => each.id === id)?.depends_on.some(({ task: old }) => old === need.task),
          )
          .filter((need) => depends_on.some((other) => after.get(other.task)?.has(need.task))),
      );
      expect(needless).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test("FAB-PLAN-007: of a long line through unrelated tasks only the order of those with one file is left", () => {
  const tasks = Array.from({ length: 2500 }, (_, index) =>
    task(`t${String(index).padStart(4, "0")}`, {
      scope: { owned: [`src/${index % 50}.md`], read_only: [], shared: [] },
      depends_on: index === 0 ? [] : [{ task: `t${String(index - 1).padStart(4, "0")}`, pinned: false }],
    }),
  );
  const result = drop(tasks);
  expect(result.falseDependencies).toHaveLength(2499);
  expect(result.tasks.map(({ depends_on }) => depends_on)).toEqual(
    tasks.map((_, index) => (index < 50 ? [] : [{ task: tasks[index - 50]?.id, pinned: false }])),
  );
});

test("FAB-PLAN-007: the compile takes a false dependency away, keeps a written one, and a task without files waits for all that it waited for", () => {
  const made = artifact({
    requirements: [requirement("A-1"), requirement("A-2", 2), requirement("A-3", 3), requirement("A-4", 4)],
    groupings: [
      grouping("A-1", ["a.md"]),
      grouping("A-2", ["b.md"]),
      grouping("A-3", ["c.md"], { scope: { owned: ["c.md"], read_only: ["a.md"], shared: [] } }),
      grouping("A-4", []),
    ],
    dependencies: [
      { from: "A-2", to: "A-1", pinned: false },
      { from: "A-3", to: "A-1", pinned: false },
      { from: "A-3", to: "A-2", pinned: true },
      { from: "A-4", to: "A-2", pinned: false },
    ],
  });
  const { tasks, waves, false_dependencies } = compileArtifact(made);
  expect(false_dependencies).toEqual([{ task: "a-2", needs: "a-1" }]);
  expect(tasks.map(({ depends_on }) => depends_on)).toEqual([
    [],
    [],
    [
      { task: "a-1", pinned: false },
      { task: "a-2", pinned: true },
    ],
    [
      { task: "a-1", pinned: false },
      { task: "a-2", pinned: false },
    ],
  ]);
  expect(waves).toEqual([["a-1", "a-2"], ["a-3"], ["a-4"]]);
  expect(compileArtifact(chainable(2, [[1, 0]])).false_dependencies).toEqual([]);
});
