import type { Usage } from "@fabrikk/state";
import type { AgentEvent } from "@fabrikk/state/ports";

import { combineUsage } from "../program/combine-usage.ts";
import { failureOf } from "../program/failure-of.ts";
import { parseEventLine, type ForeignValue } from "../program/foreign-value.ts";
import type { FinalWord } from "../program/session-end.ts";
import { createSessionRecorder, type SessionFacts, type SessionRecorder } from "../program/session-recorder.ts";
import type { StreamReader } from "../program/stream-reader.ts";
import { toolDetail } from "../program/tool-detail.ts";

/**
 * Reads `claude --output-format stream-json`, as version 2.1 prints it. The final event is `result`; its `is_error` tells
 * success, not its `subtype`. Its cost counts on over resumed sessions, its tokens do not. Before it, each message's tokens
 * are told with each of its blocks anew.
 */
export function readClaudeStream(onEvent: (event: AgentEvent) => void, facts: SessionFacts): StreamReader {
  const recorder = createSessionRecorder(onEvent, facts);
  const session: ClaudeSession = { recorder, facts, tools: new Map(), messages: new Map(), answer: null };
  return {
    line(text) {
      const event = parseEventLine(text);
      if (event !== null) readEvent(session, event);
    },
    isOverTurns: () => recorder.isOverTurns(),
    answer: () => session.answer,
    end: (outcome) => recorder.end(outcome),
  };
}

interface ClaudeSession {
  readonly recorder: SessionRecorder;
  readonly facts: SessionFacts;
  /** Names of the tools that were called and have not ended, by the call's id. */
  readonly tools: Map<string, string>;
  /** What each message used so far, by its id. */
  readonly messages: Map<string, Usage>;
  answer: string | null;
}

function readEvent(session: ClaudeSession, event: ForeignValue): void {
  switch (event.text("type") ?? "") {
    case "system":
      return readNotice(session.recorder, event);
    case "assistant":
      return readMessage(session, event.at("message"));
    case "user":
      for (const block of event.list("message", "content")) readToolResult(session, block);
      return;
    case "result":
      return readResult(session, event);
  }
}

function readNotice(recorder: SessionRecorder, event: ForeignValue): void {
  if (event.text("subtype") === "init") {
    const version = event.text("claude_code_version");
    recorder.begin({ session: event.text("session_id"), model: event.text("model"), version });
  }
  if (event.text("subtype") === "api_retry") {
    const status = event.count("error_status");
    const message = event.text("error") ?? "";
    const reason = failureOf({ status, message });
    const ms = event.count("retry_delay_ms");
    recorder.tell({ type: "retry-waited", reason, ms });
    recorder.notice(`${status === null ? "" : `status ${status}: `}${message}`, reason === "rate-limit" ? ms : null);
  }
}

function readMessage({ recorder, tools, messages }: ClaudeSession, message: ForeignValue): void {
  for (const block of message.list("content")) {
    const type = block.text("type");
    const text = block.text("text");
    if (type === "text" && text !== null) recorder.tell({ type: "text-said", text });
    if (type === "tool_use") {
      const tool = block.text("name") ?? "unknown";
      tools.set(block.text("id") ?? "", tool);
      recorder.tell({ type: "tool-called", tool, detail: toolDetail(block.at("input")) });
    }
  }
  const id = message.text("id");
  const model = message.text("model");
  if (id === null || model === "<synthetic>") return; // the program's own words, no model's
  recorder.answeredBy(model);
  const now = usageOf(message.at("usage"), null);
  const before = messages.get(id);
  if (before === undefined) recorder.beginTurn();
  messages.set(id, now);
  recorder.use(before === undefined ? now : combineUsage(now, before, "subtract"));
}

function readToolResult({ recorder, tools }: ClaudeSession, block: ForeignValue): void {
  if (block.text("type") !== "tool_result") return;
  const id = block.text("tool_use_id") ?? "";
  recorder.tell({ type: "tool-ended", tool: tools.get(id) ?? "unknown", ok: block.flag("is_error") !== true });
  tools.delete(id);
}

function readResult(session: ClaudeSession, event: ForeignValue): void {
  const { recorder, facts } = session;
  for (const denial of event.list("permission_denials")) {
    const detail = toolDetail(denial.at("tool_input"));
    recorder.tell({ type: "permission-denied", tool: denial.text("tool_name") ?? "unknown", detail });
  }
  const total = event.amount("total_cost_usd");
  const cost = total === null ? null : Math.max(0, total - (facts.spent?.cost_usd ?? 0));
  recorder.useInAll(usageOf(event.at("usage"), cost));
  session.answer = event.json("structured_output");
  recorder.say(finalWord(event));
}

function finalWord(event: ForeignValue): FinalWord {
  const subtype = event.text("subtype") ?? "";
  if (subtype === "success" && event.flag("is_error") === false) return { says: "success" };
  if (/^error_max_(turns|budget)/u.test(subtype)) {
    return {
      says: "limit",
      message: subtype === "error_max_turns" ? "ended at the limit of turns" : "ended at the limit of cost",
    };
  }
  const errors = event.list("errors").map((error) => error.text() ?? "");
  const message = event.text("result") ?? (errors.join("; ") || event.text("terminal_reason") || subtype);
  return { says: "failure", status: event.count("api_error_status"), message };
}

/** Input tokens come in three parts here: new ones, ones that were written to the cache, and ones read from it. */
function usageOf(usage: ForeignValue, cost_usd: number | null): Usage {
  const fresh = usage.count("input_tokens");
  const cached = usage.count("cache_read_input_tokens");
  const written = usage.count("cache_creation_input_tokens");
  return {
    input_tokens: fresh === null ? null : fresh + (cached ?? 0) + (written ?? 0),
    cached_input_tokens: cached,
    output_tokens: usage.count("output_tokens"),
    cost_usd,
  };
}
