import { describe, expect, test } from "vitest";

import { playLines, recordedLines, told } from "../../test/recorded-session.ts";
import { readOpencodeStream } from "./read-opencode-stream.ts";

const play = (name: string, how?: Parameters<typeof playLines>[2]) =>
  playLines(readOpencodeStream, recordedLines("opencode", name), how);

const step = (type: "step_start" | "step_finish", part: object = {}) =>
  JSON.stringify({ type, sessionID: "ses_1", part });

describe("reading OpenCode's event stream", () => {
  test("FAB-EXEC-010 a recorded session: what was said, called and used, and its end", () => {
    const { session, events } = play("ok");
    expect(told(events)).toEqual([
      "said hello there",
      "called write: hello.txt",
      "ended write: true",
      'called bash: env > env.txt; printf %s "{}" > $FABRIKK_RESULT',
      "ended bash: true",
      'said all "done"',
    ]);
    expect(session).toMatchObject({ outcome: "completed", failure: null, model: null });
    expect(session.session).toMatch(/^ses_\w+$/);
    expect(session.usage).toEqual({ input_tokens: 4500, cached_input_tokens: 900, output_tokens: 150, cost_usd: null });
  });

  test("a known price adds up over steps; 0 is the price of a model that has none", () => {
    const finished = (cost: number) => step("step_finish", { reason: "stop", cost, tokens: { input: 1, output: 1 } });
    expect(playLines(readOpencodeStream, [finished(0.25), finished(0.5)]).session.usage?.cost_usd).toBe(0.75);
    expect(playLines(readOpencodeStream, [finished(0)]).session.usage?.cost_usd).toBe(null);
  });

  test("a resumed session tells its own steps only", () => {
    const spent = { input_tokens: 4500, cached_input_tokens: 900, output_tokens: 150, cost_usd: null };
    expect(play("resume", { facts: { spent } }).session.usage).toMatchObject({ input_tokens: 1500, output_tokens: 50 });
  });

  test("turns are counted", () => {
    const lines = [...recordedLines("opencode", "turns"), step("step_start")];
    expect(playLines(readOpencodeStream, lines, { facts: { turns: 5 } }).reader.isOverTurns()).toBe(false);
    const how = { facts: { turns: 2 }, outcome: { ended: "cancelled" } } as const;
    const { reader, session } = playLines(readOpencodeStream, lines, how);
    expect(reader.isOverTurns()).toBe(true);
    expect(session).toMatchObject({ outcome: "limit", detail: "ended at the limit of 2 turns" });
  });

  test("a refused permission is told; a session that ends with it has not completed, though it exits with 0", () => {
    const { session, events } = play("denied");
    expect(told(events)).toContain("denied write: /elsewhere/x");
    expect(session.outcome).toBe("completed");
    const lines = recordedLines("opencode", "denied");
    const refused = lines.slice(0, lines.findIndex((line) => line.includes('"tool-calls"')) + 1);
    const ended = playLines(readOpencodeStream, refused).session;
    expect(ended).toMatchObject({ outcome: "failed", failure: "no-answer" });
    expect(ended.detail).toMatch(/rule|reject|permission/i);
  });

  test("only the last step counts, and only if the model stopped by itself", () => {
    const end = (...lines: readonly string[]) => playLines(readOpencodeStream, lines).session;
    const stop = step("step_finish", { reason: "stop" });
    expect(end(step("step_start"), stop)).toMatchObject({ outcome: "completed" });
    expect(end(stop, step("step_start"))).toMatchObject({ outcome: "failed", failure: "no-answer" });
    const detail = "the model stopped: length";
    expect(end(step("step_finish", { reason: "length" }))).toMatchObject({
      outcome: "failed",
      failure: "other",
      detail,
    });
  });

  test.each([
    ["400", "refused", null],
    ["401", "credential", null],
    ["429", "rate-limit", 2000],
    ["cut", "cut", null],
  ])("FAB-EXEC-011 a recorded failure, %s, has its class: %s", (name, failure, retry_after_ms) => {
    expect(play(name, { outcome: { exitCode: 1 } }).session).toMatchObject({
      outcome: "failed",
      failure,
      retry_after_ms,
    });
  });

  test("a session that is gone is a wrong request", () => {
    const outcome = { exitCode: 1, stderr: "Error: Session not found\n" };
    const detail = "exited with 1: Error: Session not found";
    expect(playLines(readOpencodeStream, [], { outcome }).session).toMatchObject({ failure: "configuration", detail });
  });
});
