import { decideAttempt } from "./decide-attempt.ts";
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
        await step(run, await verifyAttempt(run, task, decision.attempt));
        break;
      case "block":
        await run.record({
          type: "task-blocked",
          task,
          code: decision.code,
          reason: decision.reason,
          needs_person: decision.needsPerson,
        });
        break;
      case "wait":
        return;
    }
  }
}
