import type { Condition, Settlement } from "@fabrikk/state";

import { notPassed, passed } from "./condition.ts";

/**
 * Did the worker's session end in order? A session that failed or met a limit fails; one that was lost or cancelled says
 * nothing about the worker. The settlement's detail may hold words of the agent, so it is not repeated (FAB-TOP-010).
 */
export function judgeSession({ outcome }: Settlement): Condition {
  switch (outcome) {
    case "succeeded":
      return passed("session");
    case "failed":
      return notPassed("session", {
        value: "fail",
        code: "FABRIKK_VERIFIER_SESSION_FAILED",
        message: "the worker's session failed or met a limit before it ended in order",
        next: "end the session in order and within its limits; the attempt's settlement holds the reason",
      });
    case "lost":
      return notPassed("session", {
        value: "unknown",
        code: "FABRIKK_VERIFIER_ATTEMPT_LOST",
        message: "the attempt was lost: whatever ran it died or slept",
        next: "make the attempt again",
      });
    case "cancelled":
      return notPassed("session", {
        value: "unknown",
        code: "FABRIKK_VERIFIER_ATTEMPT_CANCELLED",
        message: "the attempt was cancelled before it ended",
        next: "make the attempt again",
      });
  }
}
