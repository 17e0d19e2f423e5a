import type { Usage } from "@fabrikk/state";
import type { AgentEvent } from "@fabrikk/state/ports";

import { parseEventLine, type ForeignValue } from "../program/foreign-value.ts";
import type { FinalWord } from "../program/session-end.ts";
import { createSessionRecorder, type SessionFacts, type SessionRecorder } from "../program/session-recorder.ts";
import type { StreamReader } from "../program/stream-reader.ts";
import { toolDetail } from "../program/tool-detail.ts";

/**
 * Reads `opencode run --format json`, as version 1.18 prints it. There is no final event: the last `step_finish` is one if its reason is
 * `stop`. A step that asked for a permission which is refused ends the program too, with the reason `tool-calls` and exit code 0.
 * Tokens and cost are told per step. A tool is told when it has ended.
 */
export function readOpencodeStream(onEvent: (event: AgentEvent) => void, facts: SessionFacts): StreamReader {
  const recorder = createSessionRecorder(onEvent, facts);
  return {
    line(text) {
      const event = parseEventLine(text);
      if (event !== null) readEvent(recorder, event);
    },
    isOverTurns: () => recorder.isOverTurns(),
    answer: () => null,
    end: (outcome) => recorder.end(outcome),
  };
}

function readEvent(recorder: SessionRecorder, event: ForeignValue): void {
  const session = event.text("sessionID");
  if (session !== null) recorder.begin({ session });
  const part = event.at("part");
  switch (event.text("type") ?? "") {
    case "step_start":
      recorder.say(null);
      return recorder.beginTurn();
    case "text":
      return recorder.tell({ type: "text-said", text: part.text("text") ?? "" });
    case "tool_use":
      return readTool(recorder, part);
    case "step_finish":
      recorder.use(usageOf(part));
      return recorder.say(wordOf(part.text("reason") ?? ""));
    case "error":
      return readError(recorder, event.at("error"));
  }
}

function readTool(recorder: SessionRecorder, part: ForeignValue): void {
  const tool = part.text("tool") ?? "unknown";
  const detail = toolDetail(part.at("state", "input"));
  const status = part.text("state", "status");
  recorder.tell({ type: "tool-called", tool, detail });
  recorder.tell({ type: "tool-ended", tool, ok: status === null ? null : status === "completed" });
  const error = part.text("state", "error") ?? "";
  if (!/rule which prevents|permission|rejected/iu.test(error)) return;
  recorder.tell({ type: "permission-denied", tool, detail });
  recorder.notice(error);
}

function wordOf(reason: string): FinalWord | null {
  if (reason === "stop") return { says: "success" };
  if (reason === "tool-calls") return null;
  return { says: "failure", status: null, message: `the model stopped: ${reason}` };
}

function readError(recorder: SessionRecorder, error: ForeignValue): void {
  const message = error.text("data", "message") ?? error.text("name") ?? "";
  const seconds = Number(error.text("data", "responseHeaders", "retry-after") ?? Number.NaN);
  recorder.notice(message, seconds >= 0 ? Math.ceil(seconds * 1000) : null);
  recorder.say({ says: "failure", status: error.count("data", "statusCode"), message });
}

/**
 * Input tokens come in three parts here: new ones, ones read from the cache, and ones that were written to it. A cost of 0 is that of a
 * model whose price the program does not know.
 */
function usageOf(part: ForeignValue): Usage {
  const fresh = part.count("tokens", "input");
  const cached = part.count("tokens", "cache", "read");
  const output = part.count("tokens", "output");
  return {
    input_tokens: fresh === null ? null : fresh + (cached ?? 0) + (part.count("tokens", "cache", "write") ?? 0),
    cached_input_tokens: cached,
    output_tokens: output === null ? null : output + (part.count("tokens", "reasoning") ?? 0),
    cost_usd: part.amount("cost") || null,
  };
}
