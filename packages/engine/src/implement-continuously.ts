import { chainLengths } from "@fabrikk/compiler";

import { acceptedAttempt } from "./accepted-attempt.ts";
import { blockPending } from "./block-pending.ts";
import { decideContinuous } from "./decide-continuous.ts";
import { createHands, type Hands } from "./hands.ts";
import { integrateAttempts } from "./integrate-attempts.ts";
import { landIntegration } from "./land-integration.ts";
import { runTask } from "./run-task.ts";
import type { Run } from "./run.ts";
import { saveWave } from "./save-wave.ts";
import { step } from "./step.ts";
import { waveLimitMet } from "./wave-limit.ts";
import { watchForeignRefs } from "./watch-foreign-refs.ts";

/**
 * The schedule `continuous`: a task starts as soon as what it needs is integrated, its files are free and a worker is free;
 * meanwhile what was accepted is integrated, one task after the other. At rest the last wave's checkpoint is written.
 */
export async function implementContinuously(run: Run): Promise<void> {
  await landIntegration(run);
  await watchForeignRefs(run, () => workOff(run));
  if (waveLimitMet(run.state)) await blockPending(run);
  if (run.state.unsaved.moves.length > 0) await saveWave(run);
}

/** The name of the one integration under way: no task's id. */
const integrator = "/integrate";

async function workOff(run: Run): Promise<void> {
  const hands = createHands(run);
  const chains = chainLengths([...run.state.tasks.values()].map(({ task }) => task));
  for (;;) {
    begin(run, hands, chains);
    if (hands.busy.size === 0) break;
    await hands.next();
  }
  hands.throwFailure();
}

function begin(run: Run, hands: Hands, chains: ReadonlyMap<string, number>): void {
  if (hands.failed()) return;
  const { start, integrate } = decideContinuous(run.state, {
    atWork: new Set([...hands.busy].filter((name) => name !== integrator)),
    integrating: hands.busy.has(integrator),
    workers: run.pool.workers,
    chains,
  });
  if (integrate !== null) hands.begin(integrator, () => integrateTask(run, integrate));
  for (const task of start) hands.begin(task, () => runTask(run, task));
  if (start.length > 0) {
    run.events.emit({ type: "wave-started", wave: run.state.checkpoints.length + 1, tasks: start });
  }
}

/** One task onto the branch: verified on the combined tree, one commit, one move of the branch. */
async function integrateTask(run: Run, task: string): Promise<void> {
  await step(run, integrateAttempts(run, [acceptedAttempt(run.state, task)]));
  await landIntegration(run);
}
