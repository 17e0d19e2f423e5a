import { describe, expect, test } from "vitest";

import { playLines, recordedLines, told } from "../../test/recorded-session.ts";
import { readCodexStream } from "./read-codex-stream.ts";

const play = (name: string, how?: Parameters<typeof playLines>[2]) =>
  playLines(readCodexStream, recordedLines("codex", name), how);

describe("reading Codex's event stream", () => {
  test("FAB-EXEC-010 a recorded session: what was said, called and used, and its end", () => {
    const { session, events } = play("ok", { facts: { version: "0.169.0" } });
    expect(told(events)).toEqual([
      "said hello there",
      "called file_change: /place/files/hello.txt",
      "ended file_change: true",
      `called command_execution: /bin/bash -c 'env > env.txt; printf %s "{}" > $FABRIKK_RESULT'`,
      "ended command_execution: true",
      "said all done",
    ]);
    expect(session).toMatchObject({ outcome: "completed", failure: null, model: null, version: "0.169.0" });
    expect(session.session).toMatch(/^[\da-f-]{36}$/);
    expect(session.usage).toEqual({ input_tokens: 4500, cached_input_tokens: 900, output_tokens: 150, cost_usd: null });
  });

  test("tokens of a resumed thread count on: what was spent before is taken off", () => {
    const spent = { input_tokens: 4500, cached_input_tokens: 900, output_tokens: 150, cost_usd: null };
    const { session, events } = play("resume", { facts: { spent } });
    expect(session.usage).toEqual({ input_tokens: 3000, cached_input_tokens: 600, output_tokens: 100, cost_usd: null });
    expect(events).toContainEqual({ type: "usage-reported", usage: session.usage });
    expect(play("resume").session.usage?.input_tokens).toBe(7500);
  });

  test("turns are counted: one tool call more than the limit is over it", () => {
    const lines = recordedLines("codex", "turns");
    expect(playLines(readCodexStream, lines, { facts: { turns: 3 } }).reader.isOverTurns()).toBe(false);
    const outcome = { ended: "cancelled", exitCode: null } as const;
    const { reader, session } = playLines(readCodexStream, lines, { facts: { turns: 2 }, outcome });
    expect(reader.isOverTurns()).toBe(true);
    expect(session).toMatchObject({ outcome: "limit", detail: "ended at the limit of 2 turns" });
  });

  test("a new turn takes back the end of the one before, and an item of type error fails nothing", () => {
    const item = { id: "1", type: "error", message: "Model metadata for `x` not found" };
    const lines = [JSON.stringify({ type: "item.completed", item }), ...recordedLines("codex", "ok")];
    expect(playLines(readCodexStream, lines).session.outcome).toBe("completed");
    const { session } = playLines(readCodexStream, [...lines, '{"type":"turn.started"}']);
    expect(session).toMatchObject({ outcome: "failed", failure: "no-answer" });
  });

  test("the structured answer is what the model said last", () => {
    expect(play("schema").reader.answer()).toBe('{"ok":true}');
  });

  test.each([
    ["400", "refused"],
    ["401", "credential"],
    ["429", "rate-limit"],
    ["500", "overload"],
    ["529", "overload"],
    ["cut", "cut"],
  ])("FAB-EXEC-011 a recorded failure, %s, has its class: %s", (name, failure) => {
    const { session, events } = play(name, { outcome: { exitCode: 1 } });
    expect(session).toMatchObject({ outcome: "failed", failure });
    expect(events.every((event) => event.type !== "retry-waited" || event.reason === failure)).toBe(true);
  });

  test("FAB-EXEC-011 a wait that helps is told and fails nothing", () => {
    const { session, events } = play("recover");
    expect(told(events)[0]).toBe("waited null: cut");
    expect(session.outcome).toBe("completed");
  });

  test("a thread that is gone is a wrong request", () => {
    const stderr =
      "ERROR models_manager: failed to refresh available models: unexpected status 404 Not Found\n" +
      "Error: thread/resume: thread/resume failed: no rollout found for thread id 1-2-3 (code -32600)\n";
    const { session } = playLines(readCodexStream, [], { outcome: { exitCode: 1, stderr } });
    expect(session).toMatchObject({ outcome: "failed", failure: "configuration" });
    expect(session.detail).toMatch(/^exited with 1: Error: thread\/resume/);
  });
});
