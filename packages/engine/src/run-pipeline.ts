import type { EnginePorts } from "./engine-ports.ts";
import type { RunOutcome } from "./end-run.ts";
import { PersonNeeded } from "./person-needed.ts";
import { pipeline } from "./pipeline.ts";
import { openRun, type Run } from "./run.ts";
import { writeStatus } from "./write-status.ts";

/**
 * Runs a prepared run to its end, or on from where an earlier engine left it. A run that ended already says so and does
 * nothing. At the signal nothing new is started, what runs is ended, and the run can be run again later (FAB-RUN-008).
 * @throws FabrikkError for what the world must mend; what is journaled by then stays.
 */
export async function runPipeline(
  ports: EnginePorts,
  signal: AbortSignal = new AbortController().signal,
): Promise<RunOutcome> {
  const run = await openRun(ports, signal);
  if (run.state.ended !== null) return { state: run.state.ended.outcome, detail: run.state.ended.open.join("; ") };
  try {
    await startRun(run);
    return await pipeline(run);
  } catch (error) {
    const pause = pauseOf(error, signal);
    if (pause === null) throw error;
    await run.record({ type: "run-paused", ...pause });
    await writeStatus(run);
    return { state: pause.reason, detail: pause.detail };
  } finally {
    await ports.pool.close();
  }
}

/** A new engine begins: tasks that waited for a person are tried again. */
async function startRun(run: Run): Promise<void> {
  await run.record({ type: "run-started", generation: Math.max(1, run.state.generation) });
  for (const { task, blocked } of run.state.tasks.values()) {
    if (blocked?.needsPerson === true) await run.record({ type: "task-reopened", task: task.id });
  }
}

function pauseOf(error: unknown, signal: AbortSignal): { reason: "stopped" | "needs-person"; detail: string } | null {
  if (signal.aborted) return { reason: "stopped", detail: "the run was asked to stop" };
  if (error instanceof PersonNeeded) return { reason: "needs-person", detail: error.message };
  return null;
}
