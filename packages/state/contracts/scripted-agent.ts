import type { Agent, AgentRequest, AgentSession } from "../src/ports/agent.ts";

/** A session that ended well and told nothing, but for these fields. */
export function aSession(part: Partial<AgentSession> = {}): AgentSession {
  const end = { outcome: "completed", failure: null, detail: "", retry_after_ms: null } as const;
  return { ...end, usage: null, version: null, model: null, session: null, ...part };
}

/** An agent that does this in its session, and ends as it says; it tells no events. */
export function scriptedAgent(
  act: (request: AgentRequest, signal: AbortSignal) => Promise<Partial<AgentSession> | void>,
): Agent {
  return {
    contract: 1,
    kind: "scripted",
    capabilities: { resume: false, structured_output: false, tool_limits: false, usage: "none" },
    run: async (request, _onEvent, signal) => aSession((await act(request, signal)) ?? {}),
  };
}
