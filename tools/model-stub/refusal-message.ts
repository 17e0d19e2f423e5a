import type { Fault } from "./fault.ts";

/** What a provider says when it refuses with this status, in words like those of the real ones. */
export function refusalMessage(status: Refusal): string {
  return messages[status];
}

/** A fault that is an HTTP status. */
export type Refusal = Extract<Fault, number>;

const messages: Readonly<Record<Refusal, string>> = {
  400: "Invalid request: the stub was told to refuse it.",
  401: "Invalid API key.",
  403: "Permission denied.",
  429: "Rate limit exceeded, please try again later.",
  500: "Internal server error.",
  503: "The service is unavailable, please try again later.",
  529: "Overloaded.",
};
