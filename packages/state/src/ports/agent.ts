import type { ProcessLimits } from "../records/limits.ts";
import type { SessionOutcome, Usage } from "../records/settlement.ts";

/** What an agent is asked to do: one session in one workspace. */
export interface AgentRequest {
  readonly role: "worker" | "repair" | "reviewer" | "normalizer" | "planner";
  /** The task's id; for a reviewer, the reviewer's name; for a normalizer or planner, `prepare`. */
  readonly task: string;
  readonly attempt: number;
  /** Earlier sessions of this role and task that settled without being lost. */
  readonly settledAttempts: number;
  /** Absolute path of the working files; the session runs there. */
  readonly workspace: string;
  readonly prompt: string;
  /** Absolute path of a file that holds the prompt, beside the workspace. */
  readonly promptFile: string;
  /** Absolute path of the file to write, in the outbox. */
  readonly resultFile: string;
  /** Absolute path of the file that receives all output, redacted. */
  readonly outputFile: string;
  readonly limits: ProcessLimits;
  /** Marks the session's processes. */
  readonly marker: string;
}

/** What an agent says while it works, for the live view and the transcript. Never parsed for truth. */
export type AgentEvent =
  | { readonly type: "session-started"; readonly version: string | null }
  | { readonly type: "text-said"; readonly text: string }
  | { readonly type: "tool-called"; readonly tool: string; readonly detail: string }
  | { readonly type: "usage-reported"; readonly usage: Usage };

/** How the session ended. */
export interface AgentSession {
  readonly outcome: SessionOutcome;
  readonly detail: string;
  readonly usage: Usage | null;
  readonly version: string | null;
}

/** A coding agent: a plain object, one folder in `@fabrikk/agents`. It adds no text to the prompt. */
export interface Agent {
  /** Version of this contract. */
  readonly contract: 1;
  /** The kind: `shell`, `replay`, ... */
  readonly kind: string;
  /** Runs one session to its end. What goes wrong inside the session is its outcome; only a wrong configuration throws. */
  run(request: AgentRequest, onEvent: (event: AgentEvent) => void, signal: AbortSignal): Promise<AgentSession>;
}
