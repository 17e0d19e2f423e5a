import { refusalMessage, type Refusal } from "./refusal-message.ts";

const codes: Readonly<Record<number, string>> = { 401: "invalid_api_key", 429: "rate_limit_exceeded" };

/** What OpenAI's protocols refuse with. */
export function openaiRefusal(status: Refusal): unknown {
  const type = status < 500 ? "invalid_request_error" : "server_error";
  return { error: { message: refusalMessage(status), type, param: null, code: codes[status] ?? null } };
}
