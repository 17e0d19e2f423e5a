import type { AgentQuestion, AskAgent } from "../ask-agent.ts";

/** How often an agent is asked: once, and sent back at most twice (FAB-INT-003). */
const mostRounds = 3;

/** What an answer was read as, or all that keeps it from being accepted, one line each. */
export type AnswerReading<Value> = { readonly value: Value } | { readonly problems: readonly string[] };

/** An answer that was not accepted. */
export interface SentBack {
  /** As the agent left it; null where it left none. */
  readonly answer: string | null;
  readonly problems: readonly string[];
}

/** How one round ended, for the live view. */
export interface AnswerRound extends Pick<AgentQuestion, "role" | "round"> {
  /** Empty when the answer was accepted. */
  readonly problems: readonly string[];
}

/** What an agent is asked, and how its answer is read. Both are pure. */
export interface Conversation<Value> {
  readonly role: AgentQuestion["role"];
  /** @param sentBack the last answer, null in the first round */
  readonly prompt: (sentBack: SentBack | null) => string;
  readonly read: (answer: string) => AnswerReading<Value>;
}

/** Whom to ask. */
export interface AskingPorts {
  readonly ask: AskAgent;
  readonly signal: AbortSignal;
  readonly onRound?: ((round: AnswerRound) => void) | undefined;
}

/**
 * Asks an agent until its answer can be accepted: what is wrong goes back to it, at most twice; a session that leaves no
 * answer is a round like any other. Resolves to the accepted value, or to what is still wrong after the last round.
 * @throws the signal's reason when aborted, and what `ask` throws: only a wrong configuration
 */
export async function askInRounds<Value>(
  { ask, signal, onRound }: AskingPorts,
  { role, prompt, read }: Conversation<Value>,
): Promise<AnswerReading<Value>> {
  let sentBack: SentBack | null = null;
  for (let round = 1; ; round += 1) {
    signal.throwIfAborted();
    const answer = await ask({ role, round, prompt: prompt(sentBack) }, signal);
    signal.throwIfAborted();
    const reading: AnswerReading<Value> =
      answer === null ? { problems: ["the session left no answer that can be read"] } : read(answer);
    const problems = "problems" in reading ? reading.problems : [];
    onRound?.({ role, round, problems });
    if ("value" in reading || round === mostRounds) return reading;
    sentBack = { answer, problems };
  }
}
