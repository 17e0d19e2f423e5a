import type { RecordedRun } from "./run.ts";

/** Marks the processes of a step, so that whoever recovers it finds what a dead engine left. */
export function stepMarker(run: RecordedRun, key: string): string {
  return `${run.id}/${stepKey(run, key)}`;
}

/** The key of a step in the journal: used once per generation (J5). */
export function stepKey({ state }: Pick<RecordedRun, "state">, key: string): string {
  return `g${state.generation}/${key}`;
}
