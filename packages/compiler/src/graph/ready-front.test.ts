import type { FileScope, Task } from "@fabrikk/state";
import fc from "fast-check";
import { expect, test } from "vitest";

import { task } from "../../test/artifacts.ts";
import { globsIntersect } from "../glob/globs-intersect.ts";
import { conflictMatrix } from "./conflict-matrix.ts";
import { planWaves } from "./plan-waves.ts";
import { readyFront } from "./ready-front.ts";

const none: ReadonlySet<string> = new Set();
const scope = (owned: string[], shared: string[] = [], read_only: string[] = []): FileScope => ({
  owned,
  shared,
  read_only,
});

/** Random tasks without cycles: each needs only ones before it. */
const graphs = fc
  .array(
    fc.record({
      owned: fc.array(fc.constantFrom("a", "b", "src/a", "src/*", "**/a", "lib/**"), { maxLength: 2 }),
      shared: fc.array(fc.constantFrom("b", "src/index", "src/*"), { maxLength: 1 }),
      readOnly: fc.array(fc.constantFrom("a", "src/**", "lib/x"), { maxLength: 2 }),
      needs: fc.array(fc.nat(20), { maxLength: 2 }),
      priority: fc.constantFrom("must" as const, "should" as const, "may" as const),
    }),
    { maxLength: 16 },
  )
  .map((drafts): readonly Task[] =>
    drafts.map(({ owned, shared, readOnly, needs, priority }, index) =>
      task(`t${(index * 7) % 17}-${index}`, {
        priority,
        unscoped: owned.length === 0 && shared.length === 0,
        scope: owned.length === 0 && shared.length === 0 ? scope(["**"]) : scope(owned, shared, readOnly),
        depends_on: [...new Set(needs.filter((need) => need < index))].map((need) => ({
          task: `t${(need * 7) % 17}-${need}`,
          pinned: true,
        })),
      }),
    ),
  );

/** The rule, written out: what one may change and another may touch. */
function conflict(a: Task, b: Task): boolean {
  const meet = (left: readonly string[], right: readonly string[]): boolean =>
    left.some((x) => right.some((y) => globsIntersect(x, y)));
  const [s, t] = [a.scope, b.scope];
  return (
    a.unscoped ||
    b.unscoped ||
    meet(s.owned, [...t.owned, ...t.shared, ...t.read_only]) ||
    meet(s.shared, [...t.owned, ...t.shared]) ||
    meet(s.read_only, t.owned)
  );
}

test("FAB-PLAN-006: the front is all that is ready, in order, less what meets an earlier one's files", () => {
  fc.assert(
    fc.property(graphs, fc.nat(), fc.nat(), (tasks, doneBits, unavailableBits) => {
      const done = new Set(tasks.filter((_, index) => (doneBits >> index) & 1).map(({ id }) => id));
      const unavailable = new Set(tasks.filter((_, index) => (unavailableBits >> index) & 1).map(({ id }) => id));
      const rank = { must: 0, should: 1, may: 2 };
      const expected: Task[] = [];
      for (const each of tasks.toSorted((a, b) => rank[a.priority] - rank[b.priority] || (a.id < b.id ? -1 : 1))) {
        const isReady =
          !done.has(each.id) && !unavailable.has(each.id) && each.depends_on.every((need) => done.has(need.task));
        if (isReady && expected.every((other) => !conflict(each, other))) expected.push(each);
      }
      expect(readyFront({ tasks, done, unavailable })).toEqual(expected.map(({ id }) => id));
    }),
    { numRuns: 300 },
  );
});

test("FAB-PLAN-006: the compiled waves are the ready front, asked again and again", () => {
  fc.assert(
    fc.property(graphs, (tasks) => {
      const done = new Set<string>();
      const waves: string[][] = [];
      for (let front = readyFront({ tasks, done, unavailable: none }); front.length > 0;) {
        waves.push(front);
        for (const id of front) done.add(id);
        front = readyFront({ tasks, done, unavailable: none });
      }
      expect(done.size).toBe(tasks.length);
      expect(planWaves(tasks)).toEqual(waves);
    }),
    { numRuns: 400 },
  );
});

test("FAB-PLAN-005: the matrix holds every two tasks that conflict, and no resource over which none do", () => {
  fc.assert(
    fc.property(graphs, (tasks) => {
      const matrix = conflictMatrix(tasks);
      const isListed = (a: Task, b: Task): boolean =>
        matrix.some((entry) => entry.tasks.includes(a.id) && entry.tasks.includes(b.id));
      const pairs = tasks.flatMap((a, index) => tasks.slice(index + 1).map((b) => [a, b] as const));
      const missed = pairs.filter(([a, b]) => conflict(a, b) && !isListed(a, b));
      expect(missed.map(([a, b]) => [a.id, b.id])).toEqual([]);
      const groups = matrix.map((entry) => tasks.filter(({ id }) => entry.tasks.includes(id)));
      expect(groups.every((group) => group.some((a) => group.some((b) => a !== b && conflict(a, b))))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("FAB-EXEC-003: readers share, sharers take turns, an owner is alone with its file", () => {
  const tasks = [
    task("a", { scope: scope(["x"], [], ["lib/**"]) }),
    task("b", { scope: scope(["y"], [], ["lib/**"]) }),
    task("c", { scope: scope(["z"], ["index"]) }),
    task("d", { scope: scope(["w"], ["index"], ["other"]) }),
    task("e", { scope: scope(["lib/a"]) }),
  ];
  expect(readyFront({ tasks, done: none, unavailable: none })).toEqual(["a", "b", "c"]);
  expect(readyFront({ tasks, done: new Set(["a", "b", "c"]), unavailable: none })).toEqual(["d", "e"]);
});
