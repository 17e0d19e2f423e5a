import type { Usage } from "@fabrikk/state";
import type { AgentEvent } from "@fabrikk/state/ports";

import { failureOf } from "../program/failure-of.ts";
import { parseEventLine, type ForeignValue } from "../program/foreign-value.ts";
import type { FinalWord } from "../program/session-end.ts";
import { createSessionRecorder, type SessionFacts, type SessionRecorder } from "../program/session-recorder.ts";
import type { StreamReader } from "../program/stream-reader.ts";
import { toolDetail } from "../program/tool-detail.ts";

/**
 * Reads `pi --mode json`, as version 0.87 prints it. The final event is `agent_end`; the `stopReason` of the model's last message
 * before it tells success, since the program exits with 0 whatever happened. Tokens and cost are told per message.
 */
export function readPiStream(onEvent: (event: AgentEvent) => void, facts: SessionFacts): StreamReader {
  const recorder = createSessionRecorder(onEvent, facts);
  const session: PiSession = { recorder, word: null };
  return {
    line(text) {
      const event = parseEventLine(text);
      if (event !== null) readEvent(session, event);
    },
    isOverTurns: () => recorder.isOverTurns(),
    answer: () => null,
    end: (outcome) => recorder.end(outcome),
  };
}

interface PiSession {
  readonly recorder: SessionRecorder;
  /** What the model's last message came to: the final word, once the program says that it ends there. */
  word: FinalWord | null;
}

function readEvent(session: PiSession, event: ForeignValue): void {
  const { recorder } = session;
  switch (event.text("type") ?? "") {
    case "session":
      return recorder.begin({ session: event.text("id") });
    case "agent_start":
      session.word = null;
      return recorder.say(null);
    case "turn_start":
      return recorder.beginTurn();
    case "message_end":
      return readMessage(session, event.at("message"));
    case "tool_execution_start": {
      const tool = event.text("toolName") ?? "unknown";
      return recorder.tell({ type: "tool-called", tool, detail: toolDetail(event.at("args")) });
    }
    case "tool_execution_end": {
      const isError = event.flag("isError");
      const ok = isError === null ? null : !isError;
      return recorder.tell({ type: "tool-ended", tool: event.text("toolName") ?? "unknown", ok });
    }
    case "auto_retry_start": {
      const message = event.text("errorMessage") ?? "";
      const reason = failureOf({ status: null, message });
      recorder.notice(message);
      return recorder.tell({ type: "retry-waited", reason, ms: event.count("delayMs") });
    }
    case "agent_end":
      return recorder.say(event.flag("willRetry") === true ? null : session.word);
  }
}

function readMessage(session: PiSession, message: ForeignValue): void {
  if (message.text("role") !== "assistant") return;
  const { recorder } = session;
  recorder.answeredBy(message.text("model"));
  for (const block of message.list("content")) {
    const text = block.text("text");
    if (block.text("type") === "text" && text !== null) recorder.tell({ type: "text-said", text });
  }
  recorder.use(usageOf(message.at("usage")));
  session.word = wordOf(message.text("stopReason") ?? "", message.text("errorMessage"));
}

function wordOf(stopReason: string, errorMessage: string | null): FinalWord | null {
  switch (stopReason) {
    case "stop":
      return { says: "success" };
    case "toolUse":
      return null;
    default:
      return { says: "failure", status: null, message: errorMessage ?? `the model stopped: ${stopReason}` };
  }
}

/**
 * Input tokens come in three parts here: new ones, ones read from the cache, and ones that were written to it. A cost of 0 is that of a
 * model whose price the program does not know.
 */
function usageOf(usage: ForeignValue): Usage {
  const fresh = usage.count("input");
  const cached = usage.count("cacheRead");
  return {
    input_tokens: fresh === null ? null : fresh + (cached ?? 0) + (usage.count("cacheWrite") ?? 0),
    cached_input_tokens: cached,
    output_tokens: usage.count("output"),
    cost_usd: usage.amount("cost", "total") || null,
  };
}
