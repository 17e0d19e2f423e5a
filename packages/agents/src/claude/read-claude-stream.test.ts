import { describe, expect, test } from "vitest";

import { playLines, recordedLines, told } from "../../test/recorded-session.ts";
import { readClaudeStream } from "./read-claude-stream.ts";

const play = (name: string, how?: Parameters<typeof playLines>[2]) =>
  playLines(readClaudeStream, recordedLines("claude", name), how);

describe("reading Claude Code's event stream", () => {
  test("FAB-EXEC-010 a recorded session: what was said, called and used, who answered, and its end", () => {
    const { session, events } = play("ok");
    expect(told(events)).toEqual([
      "said hello there",
      "called Write: hello.txt",
      "ended Write: true",
      'called Bash: env > env.txt; printf %s "{}" > $FABRIKK_RESULT',
      "ended Bash: true",
      "said all done",
    ]);
    expect(session).toMatchObject({
      outcome: "completed",
      failure: null,
      model: "claude-opus-5-5",
      version: "2.1.328",
    });
    expect(session.session).toMatch(/^[\da-f-]{36}$/);
    expect(session.usage).toEqual({
      input_tokens: 4500,
      cached_input_tokens: 900,
      output_tokens: 150,
      cost_usd: 0.01818,
    });
  });

  test("what is reported while it works adds up to the session's usage", () => {
    const { session, events } = play("ok");
    const reports = events.flatMap((event) => (event.type === "usage-reported" ? [event.usage] : []));
    expect(reports.length).toBeGreaterThan(1);
    expect(reports.reduce((sum, { output_tokens }) => sum + (output_tokens ?? 0), 0)).toBe(
      session.usage?.output_tokens,
    );
    expect(reports.reduce((sum, { cost_usd }) => sum + (cost_usd ?? 0), 0)).toBe(session.usage?.cost_usd);
  });

  test("the exit code decides nothing: neither that a session completed, nor that it failed", () => {
    expect(play("ok", { outcome: { exitCode: 1 } }).session.outcome).toBe("completed");
    const withoutResult = recordedLines("claude", "ok").slice(0, -1);
    const { session } = playLines(readClaudeStream, withoutResult);
    expect(session).toMatchObject({
      outcome: "failed",
      failure: "no-answer",
      detail: "exited with 0 without an answer",
    });
  });

  test("the cost of a resumed session counts on: what was spent before is taken off, tokens are left", () => {
    const spent = { input_tokens: 4500, cached_input_tokens: 900, output_tokens: 150, cost_usd: 0.01818 };
    const { usage } = play("resume", { facts: { spent } }).session;
    expect(usage).toMatchObject({ input_tokens: 1500, cached_input_tokens: 300, output_tokens: 50 });
    expect(usage?.cost_usd).toBeCloseTo(0.00606, 10);
    expect(play("resume").session.usage?.cost_usd).toBeCloseTo(0.02424, 10);
  });

  test("the limit of turns is a limit, not a failure", () => {
    expect(play("turns", { outcome: { exitCode: 1 } }).session).toMatchObject({ outcome: "limit", failure: null });
  });

  test("a refused tool is told, and fails nothing", () => {
    const { session, events } = play("denied");
    expect(told(events)).toContain("denied Write: /elsewhere/x");
    expect(told(events)).toContain("ended Write: false");
    expect(session.outcome).toBe("completed");
  });

  test("the structured answer is the parsed one", () => {
    expect(play("schema").reader.answer()).toBe('{"ok":true}');
    expect(play("ok").reader.answer()).toBe(null);
  });

  test.each([
    ["401", "credential", null],
    ["429", "rate-limit", 4791],
    ["529", "overload", null],
    ["cut", "cut", null],
    ["nokey", "credential", null],
  ])("FAB-EXEC-011 a recorded failure, %s, has its class: %s", (name, failure, retry_after_ms) => {
    expect(play(name, { outcome: { exitCode: 1 } }).session).toMatchObject({
      outcome: "failed",
      failure,
      retry_after_ms,
    });
  });

  test("FAB-EXEC-011 waits of the program itself are told, and one that helps fails nothing", () => {
    const { session, events } = play("recover");
    expect(told(events)[0]).toMatch(/^waited \d+: overload$/);
    expect(session.outcome).toBe("completed");
  });

  test("a session that is gone is a wrong request, not trouble that passes", () => {
    const stderr = "No conversation found with session ID: 1-2-3\n";
    const { session } = playLines(readClaudeStream, [], { outcome: { exitCode: 1, stderr } });
    expect(session).toMatchObject({ outcome: "failed", failure: "configuration" });
    expect(session.detail).toBe("exited with 1: No conversation found with session ID: 1-2-3");
  });
});
