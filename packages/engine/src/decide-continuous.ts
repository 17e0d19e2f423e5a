import { readyFront } from "@fabrikk/compiler";
import type { RunState } from "@fabrikk/state";

import { integrationsLeft } from "./wave-limit.ts";

/** What the engine has in hand, beside what the journal says. */
export interface InHand {
  /** Tasks that it works on: from their start until they are accepted or blocked, retries included. Each takes a worker. */
  readonly atWork: ReadonlySet<string>;
  /** Is a task being integrated? One at a time. */
  readonly integrating: boolean;
  /** How many workers there are. */
  readonly workers: number;
  /** For each task how long the longest chain is that begins with it (`chainLengths`): the same for the whole plan. */
  readonly chains: ReadonlyMap<string, number>;
}

/** What the continuous schedule begins now. Both empty: it waits for what is in hand, or is at rest. */
export interface ContinuousDecision {
  /** Ids of tasks. */
  readonly start: readonly string[];
  /** Id of the task that has waited longest to be integrated, or null. */
  readonly integrate: string | null;
}

/**
 * The next acts of the continuous schedule (FAB-PLAN-012). Pure. After a crash nothing is in hand: what was under way goes on
 * first, and the integration that was cut short is the next one again.
 */
export function decideContinuous(state: RunState, hand: InHand): ContinuousDecision {
  const [next] = state.accepted;
  return { start: tasksToStart(state, hand), integrate: hand.integrating ? null : (next ?? null) };
}

/**
 * The longest chain first, as the plan's certificate predicts. Tasks under way hold their files until they are integrated, and a place in
 * what the limit on waves has left.
 */
function tasksToStart(state: RunState, { atWork, workers, chains }: InHand): readonly string[] {
  const free = workers - atWork.size;
  if (free <= 0) return [];
  const all = [...state.tasks.values()];
  const idsOf = (...statuses: readonly string[]): string[] =>
    all.filter(({ status }) => statuses.includes(status)).map(({ task }) => task.id);
  const underWay = new Set([...atWork, ...idsOf("running", "verifying", "accepted")]);
  const front = readyFront({
    tasks: all.map(({ task }) => task),
    done: new Set(idsOf("integrated")),
    unavailable: new Set(idsOf("blocked")),
    underWay,
    order: (a, b) => (chains.get(b.id) ?? 0) - (chains.get(a.id) ?? 0),
  });
  const room = Math.max(0, integrationsLeft(state) - underWay.size);
  const left = front.filter((id) => underWay.has(id) && !atWork.has(id) && !state.accepted.has(id));
  const fresh = front.filter((id) => !underWay.has(id)).slice(0, room);
  return [...left, ...fresh].slice(0, free);
}
