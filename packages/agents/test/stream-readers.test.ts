import type { CommandOutcome } from "@fabrikk/state/ports";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readClaudeStream } from "../src/claude/read-claude-stream.ts";
import { readCodexStream } from "../src/codex/read-codex-stream.ts";
import { readGeminiStream } from "../src/gemini/read-gemini-stream.ts";
import { readOpencodeStream } from "../src/opencode/read-opencode-stream.ts";
import { readPiStream } from "../src/pi/read-pi-stream.ts";
import { playLines, recordedLines, type PlayedStream, type ReadStream } from "./recorded-session.ts";

interface Recorded {
  readonly program: string;
  readonly read: ReadStream;
  /** Whether a line is of those without which no session has completed. */
  isFinal(line: string): boolean;
}

const programs: readonly Recorded[] = [
  { program: "claude", read: readClaudeStream, isFinal: (line) => line.includes('"type":"result"') },
  { program: "codex", read: readCodexStream, isFinal: (line) => line.includes('"turn.completed"') },
  { program: "gemini", read: readGeminiStream, isFinal: (line) => line.includes('"type":"result"') },
  { program: "opencode", read: readOpencodeStream, isFinal: (line) => line.includes('"reason":"stop"') },
  { program: "pi", read: readPiStream, isFinal: (line) => line.includes('"agent_end"') },
];

describe.each(programs)("the reader of $program", ({ program, read, isFinal }) => {
  const lines = recordedLines(program, "ok");
  const line = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom(...lines),
    fc.tuple(fc.constantFrom(...lines), fc.nat(), fc.nat()).map(([text, from, to]) => tear(text, from, to)),
    fc.constantFrom(...lines).chain(mangled),
  );

  test("whatever its lines hold, it does not throw, and tells one start, first, and one end, last", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), outcomes, (stream, outcome) => {
        expectOneSession(playLines(read, stream, { outcome }));
      }),
    );
  });

  test("without the program's own final success no session has completed, whatever the exit code is", () => {
    const unfinished = lines.filter((text) => !isFinal(text));
    expect(playLines(read, lines).session.outcome).toBe("completed");
    expect(unfinished.length).toBeLessThan(lines.length);
    const torn = fc
      .constantFrom(...lines.filter(isFinal))
      .chain((text) => fc.nat(text.length - 2).map((to) => text.slice(0, to)));
    const noise = fc.oneof(fc.string(), fc.json(), torn);
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 10 }), fc.nat(), outcomes, (added, place, outcome) => {
        const at = place % (unfinished.length + 1);
        const stream = [...unfinished.slice(0, at), ...added, ...unfinished.slice(at)];
        expect(playLines(read, stream, { outcome }).session.outcome).not.toBe("completed");
      }),
    );
  });

  test("a stream that is cut anywhere before its final event has not completed", () => {
    const end = lines.findIndex(isFinal);
    for (let length = 0; length <= end; length += 1) {
      expect(playLines(read, lines.slice(0, length)).session.outcome).toBe("failed");
    }
  });

  test("a login page, a flood of lines and one very long line break nothing", () => {
    const page = ["<!doctype html>", "<title>Log in</title>"];
    const flood = Array.from({ length: 20_000 }, (_, index) => `{"type":"unknown","index":${index}}`);
    const long = `{"type":"${"x".repeat(1_000_000)}`;
    expectOneSession(playLines(read, [...page, ...flood, long, "[".repeat(100_000)]));
    expect(playLines(read, [...page, ...flood, long, ...lines]).session.outcome).toBe("completed");
  });

  test("the caller's cancelling counts more than what the program said, a signal less", () => {
    expect(playLines(read, lines, { outcome: { ended: "cancelled", exitCode: null } }).session.outcome).toBe(
      "cancelled",
    );
    const killed = { ended: "signalled", exitCode: null, signal: "SIGKILL" } as const;
    expect(playLines(read, lines, { outcome: killed }).session.outcome).toBe("completed");
    expect(playLines(read, lines.slice(0, 1), { outcome: killed }).session).toMatchObject({ failure: "crashed" });
  });

  test.each([
    ["wall-limit", "ended at the limit of 60 s"],
    ["idle-limit", "ended after 5 s without output"],
    ["output-limit", "ended at the limit of 1000 bytes of output"],
  ] as const)("FAB-EXEC-007 a session ended by the %s before its final event says so", (ended, detail) => {
    const { session } = playLines(read, lines.slice(0, 1), { outcome: { ended, exitCode: null } });
    expect(session).toMatchObject({ outcome: "limit", failure: null, detail });
  });
});

const outcomes: fc.Arbitrary<Partial<CommandOutcome>> = fc.record({
  ended: fc.constantFrom("exited", "signalled", "wall-limit", "idle-limit", "output-limit", "cancelled"),
  exitCode: fc.integer({ min: 0, max: 255 }),
  stderr: fc.string(),
});

function tear(text: string, from: number, to: number): string {
  return text.slice(from % text.length).slice(0, to % text.length);
}

/** A line of the program with one of its values replaced by any other. */
function mangled(text: string): fc.Arbitrary<string> {
  const values = [...text.matchAll(/:("[^"\\]*"|\d+|true|false|null)/g)];
  return fc.tuple(fc.nat(), fc.json()).map(([nth, value]) => {
    const found = values[nth % Math.max(1, values.length)];
    if (found === undefined) return text;
    return `${text.slice(0, found.index)}:${value}${text.slice(found.index + found[0].length)}`;
  });
}

function expectOneSession({ events, session }: PlayedStream): void {
  const types = events.map(({ type }) => type);
  expect(types.filter((type) => type === "session-started")).toHaveLength(1);
  expect(types.filter((type) => type === "session-ended")).toHaveLength(1);
  expect(types[0]).toBe("session-started");
  const { outcome, failure, detail, retry_after_ms } = session;
  expect(events.at(-1)).toEqual({ type: "session-ended", end: { outcome, failure, detail, retry_after_ms } });
  expect(detail).toMatch(/^.+$/);
  expect(failure !== null).toBe(outcome === "failed");
}
