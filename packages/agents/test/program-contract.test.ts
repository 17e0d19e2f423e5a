import { agentContract, type AgentBehaviour } from "@fabrikk/state/contracts/agent-contract";
import type { Agent } from "@fabrikk/state/ports";

import {
  createClaudeAgent,
  createCodexAgent,
  createGeminiAgent,
  createOpencodeAgent,
  createPiAgent,
} from "../src/index.ts";
import type { ProgramAgentOptions } from "../src/program/program-agent-options.ts";
import { programOptions, scriptedProgram } from "./scripted-program.ts";
import { openSessionPlace } from "./session-place.ts";

/** What a program prints in a session in which it says one thing. */
interface ProgramLines {
  says(text: string): readonly object[];
  readonly success: object;
  readonly failure: object;
}

contractOf("claude", createClaudeAgent, {
  says: (text) => [
    { type: "system", subtype: "init", session_id: "s", model: "m", claude_code_version: "2.1.0" },
    { type: "assistant", message: { id: "1", model: "m", content: [{ type: "text", text }], usage: {} } },
  ],
  success: { subtype: "success", is_error: false, type: "result", total_cost_usd: 0.5, usage: { input_tokens: 1 } },
  failure: { subtype: "success", is_error: true, type: "result", api_error_status: 500, result: "API Error: 500" },
});

contractOf("codex", createCodexAgent, {
  says: (text) => [
    { type: "thread.started", thread_id: "t" },
    { type: "turn.started" },
    { type: "item.completed", item: { id: "1", type: "agent_message", text } },
  ],
  success: { type: "turn.completed", usage: { input_tokens: 3, cached_input_tokens: 1, output_tokens: 2 } },
  failure: { type: "turn.failed", error: { message: "unexpected status 500" } },
});

const piMessage = (content: readonly object[], stopReason: string) => {
  const usage = { input: 3, output: 2, cacheRead: 1, cacheWrite: 0, cost: { total: 0.25 } };
  return { type: "message_end", message: { role: "assistant", content, model: "m", usage, stopReason } };
};

contractOf("pi", (options) => createPiAgent({ ...options, api: null }), {
  says: (text) => [
    { type: "session", id: "s" },
    { type: "agent_start" },
    piMessage([{ type: "text", text }], text === "trying" ? "error" : "stop"),
  ],
  success: { type: "agent_end" },
  failure: { type: "agent_end" },
});

const opencodeTokens = { input: 3, output: 2, reasoning: 0, cache: { read: 1, write: 0 } };

contractOf("opencode", (options) => createOpencodeAgent({ ...options, providerPackage: null }), {
  says: (text) => [
    { type: "step_start", sessionID: "s", part: {} },
    { type: "text", sessionID: "s", part: { text } },
  ],
  success: { type: "step_finish", sessionID: "s", part: { reason: "stop", tokens: opencodeTokens, cost: 0.25 } },
  failure: { type: "error", sessionID: "s", error: { name: "APIError", data: { message: "no", statusCode: 500 } } },
});

contractOf("gemini", createGeminiAgent, {
  says: (text) => [
    { type: "init", session_id: "s", model: "m" },
    { type: "message", role: "assistant", content: text },
  ],
  success: { type: "result", status: "success", stats: { input_tokens: 3, cached: 1, output_tokens: 2 } },
  failure: { type: "result", status: "error", error: { message: "[API Error: 500]" } },
});

function contractOf(kind: string, make: (options: ProgramAgentOptions) => Agent, lines: ProgramLines): void {
  agentContract(kind, async () => {
    const place = await openSessionPlace();
    const { request, read } = place;
    const agent = (behaviour: AgentBehaviour) => make(programOptions(request, commandOf(behaviour, lines)));
    return { agent, request, read, [Symbol.asyncDispose]: () => place[Symbol.asyncDispose]() };
  });
}

/** The exit code is 0 in either case: it decides nothing. */
function commandOf(behaviour: AgentBehaviour, { says, success, failure }: ProgramLines): readonly string[] {
  const print = 'cat > read; printf "%s\\n" "$1"';
  const printed = (...objects: readonly object[]) => objects.map((each) => JSON.stringify(each)).join("\n");
  switch (behaviour.does) {
    case "work":
      if (behaviour.result === undefined) return scriptedProgram(print, printed(...says(behaviour.text), success));
      return scriptedProgram(
        `${print}; printf %s "$2" > "$FABRIKK_RESULT"`,
        printed(...says(behaviour.text), success),
        behaviour.result,
      );
    case "fail":
      return scriptedProgram(
        `${print}; printf %s "$2" > "$FABRIKK_RESULT"`,
        printed(...says("trying"), failure),
        behaviour.result,
      );
    case "die":
      return scriptedProgram("kill -KILL $$");
    case "hang":
      return scriptedProgram("sleep 1000");
  }
}
