import type { FailureClass } from "../records/failure-class.ts";
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
  /** The model to ask, by the name its provider gives it. Null: the one the agent's configuration names. */
  readonly model: string | null;
  /** The id of an earlier session to go on with; ignored by an agent that cannot resume. */
  readonly resume: string | null;
  /** Requests to the model that the session may make. Null: no limit but the others. */
  readonly turns: number | null;
  /** JSON Schema of the answer, for an agent that can hold the model to one; the answer is validated by the caller. */
  readonly schema: unknown;
}

/** How a session ended: one shape for every agent. */
export interface SessionEnd {
  readonly outcome: SessionOutcome;
  /** Why it failed; null unless `outcome` is `failed`. */
  readonly failure: FailureClass | null;
  /** One line for people: what the program said last, the limit that was met, the signal. */
  readonly detail: string;
  /** Milliseconds after which the provider may be asked again, where it said so. */
  readonly retry_after_ms: number | null;
}

/**
 * What an agent says while it works, for the live view and the transcript. Never parsed for truth. `session-started` comes
 * first and once, `session-ended` last and once, with the end that `run` resolves to.
 */
export type AgentEvent =
  | {
      readonly type: "session-started";
      readonly version: string | null;
      readonly session: string | null;
      readonly model: string | null;
    }
  | { readonly type: "text-said"; readonly text: string }
  | { readonly type: "tool-called"; readonly tool: string; readonly detail: string }
  /** `ok` is null where the program does not say. */
  | { readonly type: "tool-ended"; readonly tool: string; readonly ok: boolean | null }
  /** What was used since the last report of this session. */
  | { readonly type: "usage-reported"; readonly usage: Usage }
  /** The program itself waits, `ms` where it says so, and tries again. */
  | { readonly type: "retry-waited"; readonly reason: FailureClass; readonly ms: number | null }
  | { readonly type: "permission-denied"; readonly tool: string; readonly detail: string }
  | { readonly type: "session-ended"; readonly end: SessionEnd };

/** A session that has ended, and what the program told of itself. */
export interface AgentSession extends SessionEnd {
  /** What this session used, not the sessions it went on from. */
  readonly usage: Usage | null;
  /** The program's version, as it says itself. */
  readonly version: string | null;
  /** The model that really answered. */
  readonly model: string | null;
  /** The session's id, to go on with it. */
  readonly session: string | null;
}

/** What an agent can do beyond running a session. */
export interface AgentCapabilities {
  /** It goes on with an earlier session. */
  readonly resume: boolean;
  /** It holds the model to `schema`. */
  readonly structured_output: boolean;
  /** Its tools can be limited. */
  readonly tool_limits: boolean;
  /** What it reports of its use: tokens and money, tokens only, or nothing. */
  readonly usage: "cost" | "tokens" | "none";
}

/** A coding agent: a plain object, one folder in `@fabrikk/agents`. It adds no text to the prompt. */
export interface Agent {
  /** Version of this contract. */
  readonly contract: 1;
  /** The kind: `shell`, `replay`, ... */
  readonly kind: string;
  readonly capabilities: AgentCapabilities;
  /** Runs one session to its end. What goes wrong inside the session is its outcome; only a wrong configuration throws. */
  run(request: AgentRequest, onEvent: (event: AgentEvent) => void, signal: AbortSignal): Promise<AgentSession>;
}
