import type { FailureClass } from "@fabrikk/state";

/** What is known of a failure: the provider's HTTP status, where the program tells it, and what it said. */
export interface FailureSigns {
  readonly status: number | null;
  readonly message: string;
}

/** The first that fits decides. Words of the programs and their providers, as they were seen. */
const words: readonly (readonly [RegExp, FailureClass])[] = [
  [
    /not logged in|please run \/login|\blog ?in\b.*\brequired|unauthori[sz]ed|authentication|invalid.{0,20}api.?key|incorrect api.?key/iu,
    "credential",
  ],
  [
    /api.?key.{0,40}(missing|required|not (set|found|valid))|(missing|no|set|find).{0,60}api.?key|missing environment variable|forbidden|permission.?denied_error/iu,
    "credential",
  ],
  [/rate.?limit|too many requests|resource.?exhausted|usage limit|quota/iu, "rate-limit"],
  [/overloaded|service.?unavailable|internal server error|bad gateway|high demand|server.?error/iu, "overload"],
  [/timed? ?-?out|etimedout|deadline exceeded/iu, "time-out"],
  [
    /econnreset|econnrefused|enotfound|eai_again|enetunreach|epipe|socket hang up|socket connection|fetch failed|error sending request|connection (error|lost|reset|closed|refused|failed)|connect(ion)? to api|disconnected|stream closed|premature|terminated|incomplete (response|json|stream)|unexpected end|waiting for network/iu,
    "cut",
  ],
  [
    /unknown (model|provider|option|argument)|model.{0,60}not (found|exist|available)|no models? (found|match|available)|invalid (config|auth)|error loading config|not running in a trusted|root\/sudo|no (conversation|session|rollout) found|error resuming session|(session|thread).{0,60}not found/iu,
    "configuration",
  ],
  [
    /invalid.?(request|argument)|bad request|context.?(length|window)|content.?policy|refus(ed|al)|blocked by/iu,
    "refused",
  ],
];

/**
 * The class of a failure (FAB-EXEC-011), from the HTTP status where there is one, told or within the message, else from the words.
 * What does not fit is `other`, which nobody waits for.
 */
export function failureOf({ status, message }: FailureSigns): FailureClass {
  const known = status ?? statusWithin(message);
  if (known !== null) return failureOfStatus(known);
  return words.find(([pattern]) => pattern.test(message))?.[1] ?? "other";
}

function failureOfStatus(status: number): FailureClass {
  if (status === 401 || status === 403) return "credential";
  if (status === 404) return "configuration";
  if (status === 408 || status === 504) return "time-out";
  if (status === 429) return "rate-limit";
  if (status >= 500) return "overload";
  return "refused";
}

/** An HTTP status in a message: at its start, or after a word that announces one. */
function statusWithin(message: string): number | null {
  const found =
    /^\W*(?:API Error:? ?)?([45]\d\d)\b|\b(?:status|code|http|error)\W{0,4}(?:code\W{0,3})?([45]\d\d)\b/iu.exec(
      message,
    );
  const digits = found?.[1] ?? found?.[2];
  return digits === undefined ? null : Number(digits);
}
