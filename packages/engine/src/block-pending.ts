import type { Run } from "./run.ts";

/** At the limit on waves: what is not integrated is blocked, and said to be (FAB-CNV-001). */
export async function blockPending(run: Run): Promise<void> {
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
