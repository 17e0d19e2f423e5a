import type { AgentCapabilities, AgentEvent, AgentSession, SessionEnd } from "@fabrikk/state/ports";

/** What a program can do that is driven without knowing it. */
export const noCapabilities: AgentCapabilities = {
  resume: false,
  structured_output: false,
  tool_limits: false,
  usage: "none",
};

/** The first event of a program that tells nothing of itself. */
export function startSilently(onEvent: (event: AgentEvent) => void): void {
  onEvent({ type: "session-started", version: null, session: null, model: null });
}

/** The last event of such a session, and the session. */
export function endSilently(onEvent: (event: AgentEvent) => void, end: SessionEnd): AgentSession {
  onEvent({ type: "session-ended", end });
  return { ...end, usage: null, version: null, model: null, session: null };
}
