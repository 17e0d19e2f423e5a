import type { AgentQuestion, AskAgent } from "../src/ask-agent.ts";

/** An agent that gives these answers, one a question; what is no text is written as JSON, null is no answer. */
export function scriptedAsker(answers: readonly unknown[]): {
  readonly ask: AskAgent;
  readonly questions: readonly AgentQuestion[];
} {
  const questions: AgentQuestion[] = [];
  const ask: AskAgent = (question) => {
    const answer = answers[questions.length] ?? null;
    questions.push(question);
    return Promise.resolve(answer === null || typeof answer === "string" ? answer : JSON.stringify(answer));
  };
  return { ask, questions };
}
