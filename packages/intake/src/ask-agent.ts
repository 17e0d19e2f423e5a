/** One question to an agent while a run is prepared. */
export interface AgentQuestion {
  readonly role: "normalizer" | "planner";
  /** Counted from 1: how often this agent has been asked, this time included. */
  readonly round: number;
  readonly prompt: string;
}

/**
 * Asks an agent and resolves to what it left in its result file, or to null where it left none or the session did not end in
 * order. What it answers is a claim: every answer is checked by the one who asked.
 */
export type AskAgent = (question: AgentQuestion, signal: AbortSignal) => Promise<string | null>;
