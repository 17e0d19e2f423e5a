import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

import type { ProcessLimits } from "@fabrikk/state";
import type { Agent, AgentSession } from "@fabrikk/state/ports";

import { faults } from "../model-stub/fault.ts";
import { stubUsage } from "../model-stub/stub-usage.ts";
import type { AgentProgram } from "./agent-program.ts";
import { endsAsItMust, isWaitedFor } from "./ends-of-faults.ts";
import type { PlayedSession } from "./play-session.ts";
import { trialEnd, type Trial } from "./trial.ts";

/** What ends a session unless its trial says otherwise. */
export const patientLimits: ProcessLimits = { wall_ms: 90_000, idle_ms: 60_000, output_bytes: 2 ** 24 };

/** All that is tried with one program. */
export function trialsOfProgram({ version }: AgentProgram, { capabilities }: Agent): readonly Trial[] {
  return [
    wholeSession(version, capabilities.usage),
    ...(capabilities.resume ? [resumedSession] : []),
    ...(capabilities.structured_output ? [structuredAnswer] : []),
    cancelledSession,
    ...faults.map((fault): Trial => everyRequest(fault)),
    oneRequest,
  ];
}

/** It writes a file and runs a command with its own tools, says so, and tells what it used. */
function wholeSession(version: string, counts: Agent["capabilities"]["usage"]): Trial {
  return {
    name: "session",
    group: "session",
    perform: async (play) => {
      const played = await play({
        prompt: "@@write hello.txt hi there@@ @@run echo ran > ran.txt@@ @@say All done.@@",
      });
      const { session, events } = played;
      const types = events.map(({ type }) => type);
      return trialEnd(played, [
        completed(session),
        [session.version?.includes(version) === true, `version ${session.version}, not ${version}`],
        [(await played.read("hello.txt")) === "hi there\n", "hello.txt is not as it was to be written"],
        [(await played.read("ran.txt")) === "ran\n", "the command did not run"],
        [types[0] === "session-started" && types.at(-1) === "session-ended", `events ${types.join(", ")}`],
        [types.filter((type) => type === "tool-called").length === 2, "not two tool calls told"],
        [events.some((event) => event.type === "text-said" && event.text.includes("All done.")), "its words not told"],
        ...usageOf(session, 3),
        [counts !== "cost" || (session.usage?.cost_usd ?? 0) > 0, "no cost told"],
      ]);
    },
  };
}

const resumedSession: Trial = {
  name: "resumed",
  group: "resumed",
  perform: async (play) => {
    const first = await play({ prompt: "@@write one.txt 1@@" });
    if (first.session.session === null)
      return trialEnd(first, [completed(first.session), [false, "no session id told"]]);
    const second = await play({ prompt: "@@write two.txt 2@@", resume: first.session.session });
    return trialEnd(second, [
      completed(first.session),
      completed(second.session),
      [second.session.session === first.session.session, "another session than the first"],
      [(await second.read("two.txt")) === "2\n", "two.txt is not as it was to be written"],
      ...usageOf(second.session, 2),
    ]);
  },
};

const structuredAnswer: Trial = {
  name: "answer",
  group: "answer",
  perform: async (play) => {
    const schema = {
      type: "object",
      properties: { ok: { type: "boolean" } },
      required: ["ok"],
      additionalProperties: false,
    };
    const played = await play({ prompt: '@@answer {"ok":true}@@', schema });
    const result = await played.result();
    return trialEnd(played, [
      completed(played.session),
      [isDeepStrictEqual(parsed(result), { ok: true }), `the answer is ${result}`],
    ]);
  },
};

/** It is ended while its tool runs a command that would run for ever. */
const cancelledSession: Trial = {
  name: "cancelled",
  group: "cancelled",
  perform: async (play) => {
    const cancel = new AbortController();
    const over = new AbortController();
    const played = await play({
      prompt: "@@run echo > begun; tail -f /dev/null@@",
      signal: cancel.signal,
      onPrepared: async (read) => {
        // Not every program tells of a tool that it has called before that has ended.
        while (!over.signal.aborted && (await read("begun")) === null) await sleep(100);
        cancel.abort();
      },
    }).finally(() => over.abort());
    return trialEnd(played, [[played.session.outcome === "cancelled", ended(played.session)]]);
  },
};

/** A program that waits for ever is ended soon; long enough for the slowest to start on a busy machine. */
const impatientLimits: ProcessLimits = { ...patientLimits, idle_ms: 45_000 };

function everyRequest(fault: (typeof faults)[number]): Trial {
  return {
    name: String(fault),
    group: "fault",
    perform: async (play, asked) => {
      const prompt = `@@fault ${fault}@@ @@write hello.txt hi@@`;
      const played = await play({ prompt, limits: isWaitedFor(fault) ? impatientLimits : patientLimits });
      return trialEnd(played, [
        [asked.some((request) => request.fault === fault), "it never met the fault"],
        [endsAsItMust(fault, played.session), ended(played.session)],
      ]);
    },
  };
}

const oneRequest: Trial = {
  name: "429 once",
  group: "fault",
  perform: async (play) => {
    const played = await play({ prompt: "@@fault 429 once@@ @@write hello.txt hi@@" });
    return trialEnd(played, [completed(played.session), [(await played.read("hello.txt")) === "hi\n", "no hello.txt"]]);
  },
};

function completed(session: AgentSession): readonly [boolean, string] {
  return [session.outcome === "completed", ended(session)];
}

function ended({ outcome, failure, detail }: AgentSession): string {
  return `ended as ${outcome}${failure === null ? "" : ` (${failure})`}: ${detail}`;
}

/** What so many requests use by the stub's count; whether a program counts its reasoning as output is its own affair. */
function usageOf({ usage }: PlayedSession["session"], requests: number): readonly (readonly [boolean, string])[] {
  const { input, cacheRead, cacheWrite, output, reasoning } = stubUsage;
  const outputs = [output, output - reasoning].map((each) => each * requests);
  return [
    [usage?.input_tokens === requests * (input + cacheRead + cacheWrite), `input tokens ${usage?.input_tokens}`],
    [usage?.cached_input_tokens === requests * cacheRead, `cached input tokens ${usage?.cached_input_tokens}`],
    [outputs.includes(usage?.output_tokens ?? 0), `output tokens ${usage?.output_tokens}`],
  ];
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
