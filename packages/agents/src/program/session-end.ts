import type { ProcessLimits } from "@fabrikk/state";
import type { CommandOutcome, SessionEnd } from "@fabrikk/state/ports";

import { describeEnding } from "../describe-ending.ts";
import { failureOf } from "./failure-of.ts";
import { oneLine } from "./one-line.ts";
import { retryAfterOf } from "./retry-after-of.ts";

/** How the program's own final event says that the session ended. */
export type FinalWord =
  | { readonly says: "success" }
  | { readonly says: "limit"; readonly message: string }
  /** `status` is the provider's HTTP status, where the program tells it. */
  | { readonly says: "failure"; readonly status: number | null; readonly message: string };

/** What decides how a session ended. */
export interface SessionEnding {
  /** The program's own final word; null where it never said one. */
  readonly word: FinalWord | null;
  /** What is known to have gone wrong before, should there be no final word: the last error that the program told. */
  readonly trouble: string | null;
  /** Milliseconds that the provider asked the program to wait, at last; null: it did not say. */
  readonly retryAfterMs: number | null;
  readonly outcome: CommandOutcome;
  readonly limits: ProcessLimits;
  /** The number of turns above which the session went, for which it was ended; null: it did not. */
  readonly overTurns: number | null;
}

/**
 * The end of a session (FAB-EXEC-010). Only the program's own final word makes it `completed`: no exit code does, and none
 * takes it back, since programs linger and exit with whatever code after it. Without a final word the way in which the process
 * ended decides. A session that the caller cancelled is `cancelled`, and one that printed too much met its limit,
 * whatever it said.
 */
export function sessionEnd(ending: SessionEnding): SessionEnd {
  const end = endOf(ending);
  if (end.failure !== "rate-limit" || end.retry_after_ms !== null) return end;
  return { ...end, retry_after_ms: ending.retryAfterMs };
}

function endOf({ word, trouble, outcome, limits, overTurns }: SessionEnding): SessionEnd {
  const ending = describeEnding(outcome, limits);
  if (outcome.ended === "cancelled" && overTurns !== null)
    return plainEnd("limit", `ended at the limit of ${overTurns} turns`);
  if (outcome.ended === "cancelled") return plainEnd("cancelled", ending);
  if (outcome.ended === "output-limit") return plainEnd("limit", ending);
  if (word?.says === "success") return plainEnd("completed", "completed");
  if (word?.says === "limit") return plainEnd("limit", oneLine(word.message));
  if (word !== null) return failedEnd(word.status, word.message, ending);
  switch (outcome.ended) {
    case "exited":
      return unsaidEnd(ending, trouble ?? lastWords(outcome));
    case "signalled":
    case "not-started":
      return { ...plainEnd("failed", ending), failure: "crashed" };
    case "wall-limit":
    case "idle-limit":
      return plainEnd("limit", trouble === null ? ending : `${ending}: ${oneLine(trouble)}`);
  }
}

function plainEnd(outcome: SessionEnd["outcome"], detail: string): SessionEnd {
  return { outcome, failure: null, detail, retry_after_ms: null };
}

function failedEnd(status: number | null, message: string, ending: string): SessionEnd {
  const failure = failureOf({ status, message });
  return { outcome: "failed", failure, detail: oneLine(message) || ending, retry_after_ms: retryAfterOf(message) };
}

/** The program exited without its final event: what it said otherwise is all there is. */
function unsaidEnd(ending: string, said: string): SessionEnd {
  const line = telling(said);
  const end = failedEnd(null, line, ending);
  const detail = line === "" ? `${ending} without an answer` : `${ending}: ${oneLine(line)}`;
  return { ...end, failure: end.failure === "other" ? "no-answer" : end.failure, detail };
}

/** The last lines for people: of standard error, or what no reader could read of standard output. */
function lastWords({ stdout, stderr }: CommandOutcome): string {
  const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("{"));
  const said = lines(stderr);
  return (said.length > 0 ? said : lines(stdout)).slice(-20).join("\n");
}

/** Of several lines the one that tells most: the last with a known trouble, else with words of one, else the last. */
function telling(text: string): string {
  const lines = text.split("\n");
  const known = lines.findLast((line) => failureOf({ status: null, message: line }) !== "other");
  return known ?? lines.findLast((line) => /error|not |cannot|fail/iu.test(line)) ?? lines.at(-1) ?? "";
}
