import * as fc from "fast-check";
import { expect, it } from "vitest";

import { chainLengths } from "./chain-lengths.ts";

type Node = Parameters<typeof chainLengths>[0][number];

const task = (id: number, needs: readonly number[]): Node => ({
  id: String(id),
  depends_on: needs.map((need) => ({ task: String(need), pinned: true })),
});

/** The same by looking down every chain. */
function longest(tasks: readonly Node[], id: string): number {
  const needing = tasks.filter(({ depends_on: needs }) => needs.some((need) => need.task === id));
  return 1 + Math.max(0, ...needing.map((one) => longest(tasks, one.id)));
}

const graphs = fc.array(fc.array(fc.nat(11), { maxLength: 3 }), { maxLength: 12 }).map((all) =>
  all.map((needs, id) =>
    task(
      id,
      [...new Set(needs)].filter((need) => need < id),
    ),
  ),
);

it("counts the tasks of the longest chain that begins with each task, as a look down every chain does", () => {
  fc.assert(
    fc.property(graphs, (tasks) => {
      const lengths = chainLengths(tasks);
      for (const { id } of tasks) expect(lengths.get(id)).toBe(longest(tasks, id));
    }),
  );
});

it("walks a chain of 50,000 tasks", () => {
  const tasks = Array.from({ length: 50_000 }, (_, id) => task(id, id === 0 ? [] : [id - 1]));
  expect(chainLengths(tasks).get("0")).toBe(50_000);
});
