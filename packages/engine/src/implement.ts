import { allOf } from "./all-of.ts";
import { decideWave, waveLimitMet } from "./decide-wave.ts";
import { integrateWave } from "./integrate-wave.ts";
import { landIntegration } from "./land-integration.ts";
import { runTask } from "./run-task.ts";
import type { Run } from "./run.ts";
import { step } from "./step.ts";
import { watchForeignRefs } from "./watch-foreign-refs.ts";

/**
 * Stage 3: waves until no task is ready. What is not ready then is blocked, or waits for what is. The first thing after a
 * restart is to land what was integrated when the engine died.
 */
export async function implement(run: Run): Promise<void> {
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
    const integration = integrateWave(run);
    if (integration !== null) await step(run, integration);
  }
}

async function blockPending(run: Run): Promise<void> {
  const limit = run.config.limits.waves;
  for (const { task, status } of run.state.tasks.values()) {
    if (status !== "pending") continue;
    await run.record({
      type: "task-blocked",
      task: task.id,
      code: "FABRIKK_ENGINE_WAVE_LIMIT",
      reason: `the limit of ${limit} waves is met`,
      needs_person: false,
    });
  }
}
