import { decideAttempt } from "./decide-attempt.ts";
import { PersonNeeded } from "./person-needed.ts";
import type { Run } from "./run.ts";
import { step } from "./step.ts";
import { verifyAttempt } from "./verify-attempt.ts";
import { workAttempt } from "./work-attempt.ts";

/** One task of a wave, until its work is accepted or it is blocked: decide, then act. */
export async function runTask(run: Run, task: string): Promise<void> {
  for (;;) {
    const decision = decideAttempt(run.state, task);
    switch (decision.do) {
      case "work":
        await step(run, await workAttempt(run, task, decision.attempt));
        break;
      case "verify":
        await verify(run, task, decision.attempt);
        break;
      case "block":
        await run.record({
          type: "task-blocked",
          task,
          code: decision.code,
          reason: decision.reason,
          needs_person: false,
        });
        break;
      case "wait":
        return;
    }
  }
}

/** A verdict of unknown is no output: the task waits for a person, and is verified again when the run goes on (decision 2). */
async function verify(run: Run, task: string, attempt: number): Promise<void> {
  try {
    await step(run, await verifyAttempt(run, task, attempt));
  } catch (error) {
    if (!(error instanceof PersonNeeded)) throw error;
    const code = "FABRIKK_ENGINE_VERDICT_UNKNOWN";
    await run.record({ type: "task-blocked", task, code, reason: error.message, needs_person: true });
  }
}
