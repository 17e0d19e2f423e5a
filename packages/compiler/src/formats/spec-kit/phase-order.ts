import type { Block } from "../../spec/block.ts";
import { allAfter, type OrderEdge } from "../feature/order-work.ts";

/** A task line that is still to be done. */
export interface PhasedTask {
  readonly id: string;
  /** Index of its block. */
  readonly index: number;
  readonly isParallel: boolean;
}

/**
 * Phases come one after the other, as the author wrote them. Within a phase a line without `[P]` comes after those before it, back to
 * the last such line: that is only implied.
 */
export function phaseOrder(blocks: readonly Block[], tasks: readonly PhasedTask[]): readonly OrderEdge[] {
  const edges: OrderEdge[] = [];
  let before: readonly string[] = [];
  for (const phase of phasesOf(blocks, tasks)) {
    const ids = phase.map(({ id }) => id);
    edges.push(...allAfter(ids, before, { pinned: true, isWritten: true }), ...lineOrder(phase));
    before = ids;
  }
  return edges;
}

/** The tasks by phase: a heading that begins with "Phase" holds its section. Tasks outside of one go with the phase before them. */
function phasesOf(blocks: readonly Block[], tasks: readonly PhasedTask[]): readonly (readonly PhasedTask[])[] {
  const phases: PhasedTask[][] = [];
  let open: PhasedTask[] = [];
  let next = 0;
  for (const task of tasks) {
    for (; next <= task.index; next += 1) {
      const block = blocks[next];
      if (block?.type !== "heading" || !/^\W*phase\b/i.test(block.source)) continue;
      if (open.length > 0) phases.push(open);
      open = [];
    }
    open.push(task);
  }
  return open.length > 0 ? [...phases, open] : phases;
}

function lineOrder(phase: readonly PhasedTask[]): readonly OrderEdge[] {
  const edges: OrderEdge[] = [];
  let since: string[] = [];
  for (const { id, isParallel } of phase) {
    if (!isParallel) {
      edges.push(...since.map((to) => ({ from: id, to, pinned: false, isWritten: false })));
      since = [];
    }
    since.push(id);
  }
  return edges;
}
