import type { Conversation, Reply } from "./conversation.ts";
import type { LooseJson } from "./loose-json.ts";
import type { Refusal } from "./refusal-message.ts";

/** One provider's way to speak of the same thing. */
export interface WireProtocol {
  readonly name: "messages" | "responses" | "chat" | "gemini";
  /** Whether requests to this path speak it. */
  matches(path: string): boolean;
  read(body: LooseJson, path: string): Conversation;
  /** The answer as server-sent events, in order. */
  events(reply: Reply, model: string): readonly ServerSentEvent[];
  /** What a refusal looks like. */
  refusal(status: Refusal): unknown;
}

/** One event of a stream. Text stands as it is, anything else as JSON. */
export interface ServerSentEvent {
  readonly event?: string;
  readonly data: unknown;
}
