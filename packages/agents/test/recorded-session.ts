import { readFileSync } from "node:fs";

import type { AgentEvent, AgentSession, CommandOutcome } from "@fabrikk/state/ports";

import type { SessionFacts } from "../src/program/session-recorder.ts";
import type { StreamReader } from "../src/program/stream-reader.ts";

/** A reader of one program's event stream. */
export type ReadStream = (onEvent: (event: AgentEvent) => void, facts: SessionFacts) => StreamReader;

/** What a recorded or made-up stream came to. */
export interface PlayedStream {
  readonly session: AgentSession;
  readonly events: readonly AgentEvent[];
  readonly reader: StreamReader;
}

/** The lines that a real program printed, recorded against a scripted model server. */
export function recordedLines(program: string, name: string): readonly string[] {
  const file = new URL(`fixtures/${program}/${name}.jsonl`, import.meta.url);
  return readFileSync(file, "utf8").trimEnd().split("\n");
}

const noFacts: SessionFacts = {
  version: null,
  limits: { wall_ms: 60_000, idle_ms: 5000, output_bytes: 1000 },
  turns: null,
  spent: null,
};

/** A command that exited with 0 and left nothing on standard error, or whatever is said otherwise. */
function commandOutcome(known: Partial<CommandOutcome> = {}): CommandOutcome {
  const nothing = { signal: null, stdout: "", stderr: "", outputBytes: 0, durationMs: 0, leftovers: 0, problem: null };
  return { ended: "exited", exitCode: 0, ...nothing, ...known };
}

export function playLines(
  read: ReadStream,
  lines: readonly string[],
  { facts = {}, outcome = {} }: { facts?: Partial<SessionFacts>; outcome?: Partial<CommandOutcome> } = {},
): PlayedStream {
  const events: AgentEvent[] = [];
  const reader = read((event) => void events.push(event), { ...noFacts, ...facts });
  for (const line of lines) reader.line(line);
  return { session: reader.end(commandOutcome(outcome)), events, reader };
}

/** The events but for start, end and usage, in short. */
export function told(events: readonly AgentEvent[]): readonly string[] {
  return events.flatMap((event) => {
    switch (event.type) {
      case "text-said":
        return [`said ${event.text}`];
      case "tool-called":
        return [`called ${event.tool}: ${event.detail}`];
      case "tool-ended":
        return [`ended ${event.tool}: ${event.ok}`];
      case "retry-waited":
        return [`waited ${event.ms}: ${event.reason}`];
      case "permission-denied":
        return [`denied ${event.tool}: ${event.detail}`];
      case "session-started":
      case "session-ended":
      case "usage-reported":
        return [];
    }
  });
}
