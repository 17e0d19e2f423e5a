import { describe, expect, test } from "vitest";

import { playLines, recordedLines, told } from "../../test/recorded-session.ts";
import { readGeminiStream } from "./read-gemini-stream.ts";

const play = (name: string, how?: Parameters<typeof playLines>[2]) =>
  playLines(readGeminiStream, recordedLines("gemini", name), how);

const success = '{"type":"result","status":"success","stats":{}}';
const answer = '{"type":"message","role":"assistant","content":"done","delta":true}';
const called = '{"type":"tool_use","tool_name":"write_file","tool_id":"1","parameters":{"file_path":"a"}}';
const ended = '{"type":"tool_result","tool_id":"1","status":"error"}';

describe("reading Gemini CLI's event stream", () => {
  test("FAB-EXEC-010 a recorded session: what was said, called and used, who answered, and its end", () => {
    const { session, events } = play("ok", { facts: { version: "0.61.0" } });
    expect(told(events)).toEqual([
      "said hello there",
      "called write_file: hello.txt",
      "ended write_file: true",
      'called run_shell_command: env > env.txt; printf %s "{}" > $FABRIKK_RESULT',
      "ended run_shell_command: true",
      "said all done",
    ]);
    expect(session).toMatchObject({
      outcome: "completed",
      failure: null,
      model: "gemini-3.8-flash",
      version: "0.61.0",
    });
    expect(session.session).toMatch(/^[\da-f-]{36}$/);
    expect(session.usage).toEqual({ input_tokens: 4500, cached_input_tokens: 900, output_tokens: 150, cost_usd: null });
  });

  test("a resumed session tells its own tokens only", () => {
    const spent = { input_tokens: 4500, cached_input_tokens: 900, output_tokens: 150, cost_usd: null };
    expect(play("resume", { facts: { spent } }).session.usage).toMatchObject({ input_tokens: 1500, output_tokens: 50 });
  });

  test("the limit of turns is a limit, not a failure", () => {
    const end = { outcome: "limit", failure: null, detail: "ended at the limit of turns" };
    expect(play("turns", { outcome: { exitCode: 53 } }).session).toMatchObject(end);
  });

  test("a success that the program claims after an error, or after a tool with no answer, is none", () => {
    const end = (...lines: readonly string[]) => playLines(readGeminiStream, lines).session;
    expect(end(called, ended, answer, success)).toMatchObject({ outcome: "completed" });
    expect(end(answer, called, ended, success)).toMatchObject({ outcome: "failed", failure: "cut" });
    expect(end(success)).toMatchObject({ outcome: "failed", failure: "cut" });
    const loop = '{"type":"error","severity":"warning","message":"Loop detected, stopping execution"}';
    const detail = "Loop detected, stopping execution";
    expect(end(answer, loop, success)).toMatchObject({ outcome: "failed", failure: "other", detail });
  });

  test("a tool that failed is told as such", () => {
    expect(told(playLines(readGeminiStream, [called, ended]).events)).toEqual([
      "called write_file: a",
      "ended write_file: false",
    ]);
  });

  test.each([
    ["400", 144, "refused"],
    ["401", 145, "credential"],
    ["429", 173, "rate-limit"],
    ["503", 247, "overload"],
    ["cut", 1, "cut"],
    ["cut-after-tool", 1, "cut"],
  ])("FAB-EXEC-011 a recorded failure, %s, exit code %i, has its class: %s", (name, exitCode, failure) => {
    expect(play(name, { outcome: { exitCode } }).session).toMatchObject({ outcome: "failed", failure });
  });

  test("an exit code is no failure by itself, and no status where the program did not fail", () => {
    expect(play("ok", { outcome: { exitCode: 173 } }).session.outcome).toBe("completed");
    const { session } = playLines(readGeminiStream, [answer], { outcome: { exitCode: 173 } });
    expect(session).toMatchObject({ outcome: "failed", failure: "no-answer" });
  });

  test("a session that is gone is a wrong request", () => {
    const stderr = "Error resuming session: No previous sessions found for this project.\n";
    const { session } = playLines(readGeminiStream, [], { outcome: { exitCode: 42, stderr } });
    expect(session).toMatchObject({ outcome: "failed", failure: "configuration" });
  });
});
