/*
 * The invariants of a journaled step (design, section 2):
 * J1 the intent is in the journal, synced, before the effect starts
 * J2 the output is in the journal, synced, before anything that depends on it starts
 * J3 a finished step is never run again: its output is read back, validated, and returned
 * J4 a step that was started and not finished is recovered by a function that the step itself names
 * J5 a key is used once per generation; another digest under an old key is an error, not an answer
 * J6 one writer per run, and J7 a failed sync is fatal: both kept by the journal
 */
import { FabrikkError, hashJson, type StepKind, type StepOutputOf } from "@fabrikk/state";

import type { RecordedRun } from "./run.ts";
import { stepKey } from "./step-marker.ts";

/** One step of a run: what it is, what decides its output, how it is done, and how it is mended after a crash. */
export interface Step<Kind extends StepKind> {
  /** `task-7/attempt-2/verify`: task and attempt, or the tree concerned; never a wave's number, waves are recomputed. */
  readonly key: string;
  readonly kind: Kind;
  /** What the output follows from, digested: hashes, trees, task, attempt; no prompt wording, no version of the engine. */
  readonly input: unknown;
  /** What recovery has to know, written before the effect. JSON. */
  readonly intent?: unknown;
  /** Does the effect. Must not depend on anything but `input` and the world. */
  run(): Promise<StepOutputOf<Kind>>;
  /** Looks at the world after a crash, and decides: done, or to be done (J4). Gets the intent as it was written. */
  recover(intent: unknown): Promise<StepOutputOf<Kind>>;
}

/**
 * Runs a step, recovers it, or returns what it left: whichever the journal says.
 * @throws FabrikkError FABRIKK_ENGINE_STEP_CHANGED when the key was used for something else (J5)
 * @throws the signal's reason when the run is to stop
 */
export async function step<Kind extends StepKind>(
  run: RecordedRun,
  { key, kind, input, intent, ...act }: Step<Kind>,
): Promise<StepOutputOf<Kind>> {
  const fullKey = stepKey(run, key);
  const digest = hashJson({ kind, artifact: run.artifactSha256, input });
  const known = run.state.steps.get(fullKey);
  if (known !== undefined && known.digest !== digest) throw stepChanged(fullKey);
  if (known?.output?.kind === kind) return known.output as StepOutputOf<Kind>; // J3
  run.signal.throwIfAborted();
  if (known === undefined)
    await run.record({ type: "step-started", key: fullKey, kind, digest, intent: (intent ?? null) as never }); // J1
  const output = known === undefined ? await act.run() : await act.recover(known.intent); // J4
  run.signal.throwIfAborted();
  await run.record({ type: "step-finished", key: fullKey, output }); // J2
  return output;
}

function stepChanged(key: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_ENGINE_STEP_CHANGED",
    message: `step ${key} is in the journal with other inputs`,
    hint: "the run's files or its repository were changed under it: put them back, or prepare a new run",
    details: { key },
  });
}
