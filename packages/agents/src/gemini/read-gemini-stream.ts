import type { Usage } from "@fabrikk/state";
import type { AgentEvent } from "@fabrikk/state/ports";

import { parseEventLine, type ForeignValue } from "../program/foreign-value.ts";
import type { FinalWord } from "../program/session-end.ts";
import { createSessionRecorder, type SessionFacts, type SessionRecorder } from "../program/session-recorder.ts";
import type { StreamReader } from "../program/stream-reader.ts";
import { toolDetail } from "../program/tool-detail.ts";

/**
 * Reads `gemini --output-format stream-json`, as version 0.61 prints it. The final event is `result`; its `status` tells success only
 * if no `error` came before it, and if the model answered after its last tool: the program says success, too, of an answer that was cut. It tells tokens
 * in all, and no cost.
 */
export function readGeminiStream(onEvent: (event: AgentEvent) => void, facts: SessionFacts): StreamReader {
  const recorder = createSessionRecorder(onEvent, facts);
  const session: GeminiSession = { recorder, tools: new Map(), trouble: null, hasAnswered: false, word: null };
  return {
    line(text) {
      const event = parseEventLine(text);
      if (event !== null) readEvent(session, event);
    },
    isOverTurns: () => recorder.isOverTurns(),
    answer: () => null,
    end(outcome) {
      const status = statusOfExit(outcome.exitCode);
      if (session.word?.says === "failure" && session.word.status === null) recorder.say({ ...session.word, status });
      return recorder.end(outcome);
    },
  };
}

interface GeminiSession {
  readonly recorder: SessionRecorder;
  /** Names of the tools that were called and have not ended, by the call's id. */
  readonly tools: Map<string, string>;
  /** The last error that the program told of. */
  trouble: string | null;
  /** Whether the model has said anything since its last tool. */
  hasAnswered: boolean;
  /** The final word. */
  word: FinalWord | null;
}

function readEvent(session: GeminiSession, event: ForeignValue): void {
  const { recorder } = session;
  switch (event.text("type") ?? "") {
    case "init":
      return recorder.begin({ session: event.text("session_id"), model: event.text("model") });
    case "message":
      return readMessage(session, event);
    case "tool_use":
    case "tool_result":
      return readTool(session, event);
    case "error": {
      const message = event.text("message") ?? "";
      session.trouble = message;
      return recorder.notice(message);
    }
    case "result":
      return readResult(session, event);
  }
}

function readMessage(session: GeminiSession, event: ForeignValue): void {
  const text = event.text("content") ?? "";
  if (event.text("role") !== "assistant" || text === "") return;
  session.hasAnswered = true;
  session.recorder.tell({ type: "text-said", text });
}

function readTool(session: GeminiSession, event: ForeignValue): void {
  const { recorder, tools } = session;
  const id = event.text("tool_id") ?? "";
  session.hasAnswered = false;
  if (event.text("type") === "tool_use") {
    const tool = event.text("tool_name") ?? "unknown";
    tools.set(id, tool);
    return recorder.tell({ type: "tool-called", tool, detail: toolDetail(event.at("parameters")) });
  }
  const status = event.text("status");
  recorder.tell({
    type: "tool-ended",
    tool: tools.get(id) ?? "unknown",
    ok: status === null ? null : status === "success",
  });
  tools.delete(id);
}

function readResult(session: GeminiSession, event: ForeignValue): void {
  const { recorder } = session;
  const stats = event.at("stats");
  const [model, ...others] = stats.entries("models");
  if (model !== undefined && others.length === 0) recorder.answeredBy(model[0]);
  recorder.useInAll(usageOf(stats));
  session.word = finalWord(session, event);
  recorder.say(session.word);
}

/** The program exits with the lowest eight bits of the HTTP status that made it fail, of which its final event may say nothing. */
function statusOfExit(exitCode: number | null): number | null {
  return exitCode !== null && exitCode + 256 >= 400 ? exitCode + 256 : null;
}

function finalWord({ trouble, hasAnswered }: GeminiSession, event: ForeignValue): FinalWord {
  const message = event.text("error", "message") ?? trouble;
  if (event.text("error", "type") === "FatalTurnLimitedError")
    return { says: "limit", message: "ended at the limit of turns" };
  if (event.text("status") === "success" && trouble === null && hasAnswered) return { says: "success" };
  return { says: "failure", status: null, message: message ?? "the answer was cut: connection lost" };
}

/** What the model thought is in the total only. */
function usageOf(stats: ForeignValue): Usage {
  const [total, input] = [stats.count("total_tokens"), stats.count("input_tokens")];
  const output = stats.count("output_tokens");
  return {
    input_tokens: input,
    cached_input_tokens: stats.count("cached"),
    output_tokens: output === null || total === null || input === null ? output : Math.max(output, total - input),
    cost_usd: null,
  };
}
