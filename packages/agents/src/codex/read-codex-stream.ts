import type { Usage } from "@fabrikk/state";
import type { AgentEvent } from "@fabrikk/state/ports";

import { combineUsage } from "../program/combine-usage.ts";
import { failureOf } from "../program/failure-of.ts";
import { parseEventLine, type ForeignValue } from "../program/foreign-value.ts";
import { oneLine } from "../program/one-line.ts";
import { createSessionRecorder, type SessionFacts, type SessionRecorder } from "../program/session-recorder.ts";
import type { StreamReader } from "../program/stream-reader.ts";
import { toolDetail } from "../program/tool-detail.ts";

/**
 * Reads `codex exec --json`, as version 0.169 prints it. The final event is `turn.completed` or `turn.failed`; an item of type `error`
 * fails nothing. Its tokens count on over resumed sessions; it tells no cost and no model. A turn here is one tool call: after
 * each the model is asked again.
 */
export function readCodexStream(onEvent: (event: AgentEvent) => void, facts: SessionFacts): StreamReader {
  const recorder = createSessionRecorder(onEvent, facts);
  const session: CodexSession = { recorder, spent: facts.spent, called: new Set(), answer: null };
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

interface CodexSession {
  readonly recorder: SessionRecorder;
  readonly spent: Usage | null;
  /** Ids of the items whose call was told. */
  readonly called: Set<string>;
  /** What the model said last. */
  answer: string | null;
}

function readEvent(session: CodexSession, event: ForeignValue): void {
  const { recorder, spent } = session;
  switch (event.text("type") ?? "") {
    case "thread.started":
      return recorder.begin({ session: event.text("thread_id") });
    case "turn.started":
      recorder.say(null);
      return recorder.beginTurn();
    case "item.started":
      return callTool(session, event.at("item"));
    case "item.completed":
      return completeItem(session, event.at("item"));
    case "error":
      return readTrouble(recorder, event.text("message") ?? "");
    case "turn.completed": {
      const total = usageOf(event.at("usage"));
      recorder.useInAll(spent === null ? total : combineUsage(total, spent, "subtract"));
      return recorder.say({ says: "success" });
    }
    case "turn.failed":
      return recorder.say({ says: "failure", status: null, message: event.text("error", "message") ?? "" });
  }
}

/** What kinds of items are no tools. */
const words: ReadonlySet<string> = new Set(["agent_message", "reasoning", "error", "todo_list"]);

function callTool({ recorder, called }: CodexSession, item: ForeignValue): void {
  const tool = toolOf(item);
  const id = item.text("id");
  if (tool === null || id === null || called.has(id)) return;
  called.add(id);
  const files = item.list("changes").flatMap((change) => change.text("path") ?? []);
  recorder.tell({ type: "tool-called", tool, detail: files.length > 0 ? oneLine(files.join(", ")) : toolDetail(item) });
}

function completeItem(session: CodexSession, item: ForeignValue): void {
  const { recorder } = session;
  const text = item.text("text");
  if (item.text("type") === "agent_message" && text !== null) {
    session.answer = text;
    recorder.tell({ type: "text-said", text });
  }
  const tool = toolOf(item);
  if (tool === null) return;
  callTool(session, item); // some items are told only when they are done
  const status = item.text("status");
  recorder.tell({ type: "tool-ended", tool, ok: status === null ? null : status === "completed" });
  recorder.beginTurn();
}

function toolOf(item: ForeignValue): string | null {
  const type = item.text("type");
  return type === null || words.has(type) ? null : (item.text("tool") ?? type);
}

function readTrouble(recorder: SessionRecorder, message: string): void {
  recorder.notice(message);
  if (!/^reconnecting/iu.test(message)) return;
  recorder.tell({ type: "retry-waited", reason: failureOf({ status: null, message }), ms: null });
}

function usageOf(usage: ForeignValue): Usage {
  return {
    input_tokens: usage.count("input_tokens"),
    cached_input_tokens: usage.count("cached_input_tokens"),
    output_tokens: usage.count("output_tokens"),
    cost_usd: null,
  };
}
