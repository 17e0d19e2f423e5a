/** A question that only a person can decide, bound to what is shown (FAB-HUM-002). */
export interface Question {
  readonly id: "plan-approval";
  readonly text: string;
  readonly subjectSha256: string;
}

/** A person's decision, or the mode that stands for it. */
export interface Answer {
  readonly decision: "approved" | "refused";
  readonly by: string;
  readonly channel: "command" | "terminal" | "autopilot";
  /** The hash of what was shown: an answer to anything else does not count. */
  readonly subjectSha256: string;
}

/** Where answers come from. Null: nobody answered, and nothing waits for it (FAB-HUM-004). */
export interface Answers {
  find(question: Question): Promise<Answer | null>;
}
