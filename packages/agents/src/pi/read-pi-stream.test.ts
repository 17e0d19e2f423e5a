import { describe, expect, test } from "vitest";

import { playLines, recordedLines, told } from "../../test/recorded-session.ts";
import { readPiStream } from "./read-pi-stream.ts";

const play = (name: string, how?: Parameters<typeof playLines>[2]) =>
  playLines(readPiStream, recordedLines("pi", name), how);

const message = (part: object) =>
  JSON.stringify({ type: "message_end", message: { role: "assistant", content: [], ...part } });

describe("reading pi's event stream", () => {
  test("FAB-EXEC-010 a recorded session: what was said, called and used, who answered, and its end", () => {
    const { session, events } = play("ok");
    expect(told(events)).toEqual([
      "said hello there",
      "called write: hello.txt",
      "ended write: true",
      'called bash: env > env.txt; printf %s "{}" > $FABRIKK_RESULT; ls ../agents/*/session',
      "ended bash: true",
      "said all done",
    ]);
    expect(session).toMatchObject({ outcome: "completed", failure: null, model: "stub-model" });
    expect(session.session).toMatch(/^[\da-f-]{36}$/);
    expect(session.usage).toEqual({ input_tokens: 4500, cached_input_tokens: 900, output_tokens: 150, cost_usd: null });
  });

  test("a known price adds up over messages; 0 is the price of a model that has none", () => {
    const lines = [0.25, 0.5].map((total) => message({ usage: { input: 1, output: 1, cost: { total } } }));
    expect(playLines(readPiStream, lines).session.usage?.cost_usd).toBe(0.75);
    const free = message({ usage: { input: 1, output: 1, cost: { total: 0 } } });
    expect(playLines(readPiStream, [free]).session.usage?.cost_usd).toBe(null);
  });

  test("a resumed session tells its own messages only", () => {
    const spent = { input_tokens: 4500, cached_input_tokens: 900, output_tokens: 150, cost_usd: null };
    expect(play("resume", { facts: { spent } }).session.usage).toMatchObject({ input_tokens: 1500, output_tokens: 50 });
  });

  test("turns are counted", () => {
    const lines = recordedLines("pi", "turns");
    expect(playLines(readPiStream, lines, { facts: { turns: 3 } }).reader.isOverTurns()).toBe(false);
    const { reader, session } = playLines(readPiStream, lines, {
      facts: { turns: 2 },
      outcome: { ended: "cancelled" },
    });
    expect(reader.isOverTurns()).toBe(true);
    expect(session).toMatchObject({ outcome: "limit", detail: "ended at the limit of 2 turns" });
  });

  test("a model that stopped for another reason has not completed, nor one that only called a tool", () => {
    const end = '{"type":"agent_end","messages":[]}';
    const stopped = (stopReason: string) => playLines(readPiStream, [message({ stopReason }), end]).session;
    expect(stopped("stop")).toMatchObject({ outcome: "completed" });
    expect(stopped("length")).toMatchObject({
      outcome: "failed",
      failure: "other",
      detail: "the model stopped: length",
    });
    expect(stopped("toolUse")).toMatchObject({ outcome: "failed", failure: "no-answer" });
    expect(playLines(readPiStream, [message({ stopReason: "stop" })]).session.outcome).toBe("failed");
  });

  test.each([
    ["400", "refused"],
    ["401", "credential"],
    ["429", "rate-limit"],
    ["500", "overload"],
    ["529", "overload"],
    ["cut", "cut"],
  ])("FAB-EXEC-011 a recorded failure, %s, has its class though it exits with 0: %s", (name, failure) => {
    const { session, events } = play(name);
    expect(session).toMatchObject({ outcome: "failed", failure });
    expect(events.every((event) => event.type !== "retry-waited" || event.reason === failure)).toBe(true);
  });

  test("FAB-EXEC-011 a wait that helps is told and fails nothing", () => {
    const { session, events } = play("recover");
    expect(told(events)).toEqual(["waited 2000: overload", "said fine again"]);
    expect(session.outcome).toBe("completed");
  });

  test("without a key, or a session to resume, it says so on standard error only", () => {
    const ended = (stderr: string) => playLines(readPiStream, [], { outcome: { exitCode: 1, stderr } }).session;
    const noKey = "No API key found for stub.\n\nUse /login, or set it. See:\n  /programs/pi/docs/models.md\n";
    expect(ended(noKey)).toMatchObject({ failure: "credential", detail: "exited with 1: No API key found for stub." });
    expect(ended("No session found matching '1-2-3'\n")).toMatchObject({ failure: "configuration" });
  });
});
