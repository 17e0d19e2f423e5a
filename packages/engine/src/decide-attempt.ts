import { refusals, type AttemptState, type Config, type RunState, type TaskState } from "@fabrikk/state";

import { ownAttempts } from "./attempt-of.ts";

/** What to do next for one task of the wave. */
export type AttemptDecision =
  | { readonly do: "work"; readonly attempt: number }
  | { readonly do: "verify"; readonly attempt: number }
  | { readonly do: "wait" }
  | { readonly do: "block"; readonly code: `FABRIKK_${string}`; readonly reason: string };

/**
 * The next act for a task: go on with the attempt that is under way, verify what it left, try again with the exact failure
 * (FAB-EXEC-009), or block. Pure. `wait`: there is nothing to do until the wave is integrated.
 */
export function decideAttempt(state: RunState, id: string): AttemptDecision {
  const task = state.tasks.get(id);
  if (task === undefined || state.config === null) throw new Error(`there is no task ${id}`);
  const last = task.attempts.at(-1);
  switch (task.status) {
    case "accepted":
    case "integrated":
    case "blocked":
      return { do: "wait" };
    case "running":
      return { do: "work", attempt: last?.attempt ?? 1 };
    case "verifying":
      return { do: "verify", attempt: last?.attempt ?? 1 };
    case "pending":
      return decidePending(task, ownAttempts(state, task.attempts), state.config.limits);
  }
}

function decidePending(task: TaskState, own: readonly AttemptState[], limits: Config["limits"]): AttemptDecision {
  const refused = own.filter(({ status }) => status === "refused" || status === "rejected");
  const lost = own.filter(({ status }) => status === "lost");
  if (refused.length > limits.retries) {
    const reason = `all ${refused.length} attempts were refused, the last because: ${whyRefused(refused.at(-1))}`;
    return { do: "block", code: "FABRIKK_ENGINE_RETRIES_EXHAUSTED", reason };
  }
  if (lost.length >= limits.lost) {
    return {
      do: "block",
      code: "FABRIKK_ENGINE_ATTEMPTS_LOST",
      reason: `${lost.length} attempts were lost, the last ${whyLost(lost.at(-1))}`,
    };
  }
  return { do: "work", attempt: task.attempts.length + 1 };
}

/** The settlement's detail may hold words of the agent, so it is not repeated (FAB-TOP-010). */
function whyLost(attempt: AttemptState | undefined): string {
  const failure = attempt?.settlement?.failure ?? null;
  return failure === null ? "with its engine" : `to trouble of the provider: ${failure}`;
}

function whyRefused(attempt: AttemptState | undefined): string {
  const lines =
    attempt === undefined ? [] : refusals(attempt).map(({ code, message }) => `${code}: ${message.split("\n")[0]}`);
  return lines.join("; ");
}
