/** What one request of a program shows, whatever its wire protocol. */
export interface Conversation {
  readonly model: string;
  readonly tools: readonly ToolOffer[];
  /** The history, oldest first. What the model said itself is left out. */
  readonly items: readonly ConversationItem[];
}

/** A tool that the program offers to the model. */
export interface ToolOffer {
  readonly name: string;
  /** JSON Schema of its input; null for a tool that takes plain text. */
  readonly input: unknown;
}

/** What the model is told. */
export type ConversationItem = { readonly type: "text"; readonly text: string } | { readonly type: "tool-result" };

/** What the stub answers as the model: words, then perhaps one call of a tool. */
export interface Reply {
  /** Unique in its conversation; of its call too. */
  readonly id: string;
  readonly text: string;
  readonly call: ToolCall | null;
}

/** A call of one of the offered tools. */
export interface ToolCall {
  readonly tool: string;
  /** An object, or the text for a tool that takes plain text. */
  readonly input: Readonly<Record<string, unknown>> | string;
}
