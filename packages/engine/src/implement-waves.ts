import { acceptedAttempts } from "./accepted-attempt.ts";
import { allOf } from "./all-of.ts";
import { blockPending } from "./block-pending.ts";
import { decideWave } from "./decide-wave.ts";
import { integrateAttempts } from "./integrate-attempts.ts";
import { landIntegration } from "./land-integration.ts";
import { runTask } from "./run-task.ts";
import type { Run } from "./run.ts";
import { step } from "./step.ts";
import { waveLimitMet } from "./wave-limit.ts";
import { watchForeignRefs } from "./watch-foreign-refs.ts";

/**
 * The schedule `waves`: waves until no task is ready. What is not ready then is blocked, or waits for what is. The first thing
 * after a restart is to land what was integrated when the engine died.
 */
export async function implementWaves(run: Run): Promise<void> {
  for (;;) {
    await landIntegration(run);
    if (waveLimitMet(run.state)) return await blockPending(run);
    const wave = decideWave(run.state);
    if (wave.length === 0) return;
    run.events.emit({ type: "wave-started", wave: run.state.checkpoints.length + 1, tasks: wave });
    await watchForeignRefs(run, async () => {
      await allOf(
        run,
        wave.map((task) => runTask(run, task)),
      );
    });
    const accepted = acceptedAttempts(run.state);
    if (accepted.length > 0) await step(run, integrateAttempts(run, accepted));
  }
}
