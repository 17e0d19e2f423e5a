import type { EnginePorts } from "./engine-ports.ts";
import { endLeftovers } from "./end-leftovers.ts";
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
  const { ended } = run.state;
  if (ended !== null) {
    await writeStatus(run); // an engine that died after its last record did not
    return { state: ended.outcome, detail: ended.open.join("; ") };
  }
  try {
    await startRun(run);
    return await pipeline(run);
  } catch (error) {
    const pause = pauseOf(error, signal.aborted ? signal.reason : null);
    if (pause === null) throw error;
    await run.record({ type: "run-paused", ...pause });
    await writeStatus(run);
    return { state: pause.reason, detail: pause.detail };
  } finally {
    await ports.pool.close();
  }
}

/** A new engine begins: what an earlier one left running is ended first, tasks that waited for a person go on. */
async function startRun(run: Run): Promise<void> {
  await endLeftovers(run);
  await run.record({ type: "run-started", generation: run.state.generation });
  for (const { task, blocked } of run.state.tasks.values()) {
    if (blocked?.needsPerson === true) await run.record({ type: "task-reopened", task: task.id });
  }
}

/** Why the run only pauses; null for an error that flies, also when the run was asked to stop meanwhile. */
function pauseOf(error: unknown, stop: unknown): { reason: "stopped" | "needs-person"; detail: string } | null {
  if (stop !== null && error === stop) return { reason: "stopped", detail: "the run was asked to stop" };
  if (error instanceof PersonNeeded) return { reason: "needs-person", detail: error.message };
  return null;
}
