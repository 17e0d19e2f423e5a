import { isFabrikkError } from "@fabrikk/state/fabrikk-error";

/** What the program's exit code says (design, section 6). */
export const exitCode = {
  completed: 0,
  error: 1,
  usage: 2,
  needsPerson: 3,
  blocked: 4,
  interrupted: 130,
} as const;

const usageCodes: ReadonlySet<string> = new Set(["FABRIKK_CLI_USAGE", "FABRIKK_CLI_KILL_NOT_REACHED"]);

/** The exit code for an error that ended a command. */
export function exitCodeOfError(error: unknown): number {
  return isFabrikkError(error) && usageCodes.has(error.code) ? exitCode.usage : exitCode.error;
}

/** The exit code for the way a run ended or stopped. */
export function exitCodeOfOutcome(outcome: "completed" | "blocked" | "needs-person" | "stopped"): number {
  switch (outcome) {
    case "completed":
      return exitCode.completed;
    case "blocked":
      return exitCode.blocked;
    case "needs-person":
      return exitCode.needsPerson;
    case "stopped":
      return exitCode.interrupted;
  }
}
