import type { Settlement } from "../records/settlement.ts";
import type { AttemptState } from "./run-state.ts";

/** One condition that refused an attempt. */
export interface Refusal {
  readonly code: string;
  /** The verdict's message and, where an agent ended its session or reported itself, what it gave as the reason. */
  readonly message: string;
  readonly next: string | null;
}

/**
 * Why an attempt was refused, for people and for the next worker. A verdict holds no word of an agent (FAB-TOP-010); here
 * they are told beside it.
 */
export function refusals({ verdict, settlement }: AttemptState): readonly Refusal[] {
  return (verdict?.conditions ?? []).flatMap(({ value, code, message, next }) => {
    if (value !== "fail" || code === null) return [];
    const reason = agentsReason(code, settlement);
    return [{ code, message: reason === "" ? message : `${message}: ${reason}`, next }];
  });
}

function agentsReason(code: string, settlement: Settlement | null): string {
  switch (code) {
    case "FABRIKK_VERIFIER_SESSION_FAILED":
      return settlement?.detail ?? "";
    case "FABRIKK_VERIFIER_WORKER_BLOCKED":
    case "FABRIKK_VERIFIER_WORKER_FAILED":
      return settlement?.result.state === "read" ? settlement.result.result.detail : "";
    default:
      return "";
  }
}
