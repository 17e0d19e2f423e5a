import {
  Config,
  startFold,
  verdictOf,
  type JournalEntry,
  type JournalEvent,
  type RunArtifact,
  type StepOutputOf,
} from "@fabrikk/state";
import { describe, expect, it } from "vitest";

import { ids } from "../test/run-state-builder.ts";
import type { EnginePorts } from "./engine-ports.ts";
import type { Run } from "./run.ts";
import { step, type Step } from "./step.ts";

const created: JournalEntry = {
  type: "run-created",
  run: "sim",
  title: "Simulated",
  artifact_sha256: ids.sha256,
  graph_sha256: ids.sha256,
  config: Config.parse({}),
  base_commit: ids.commit,
  base_ref: null,
  subject_sha256: ids.sha256,
};

/** A run whose journal is this array, and a log of what happened in which order. */
function runOn(events: JournalEvent[], log: string[] = []): Run {
  const fold = startFold();
  const append = async (entry: JournalEntry): Promise<void> => {
    await Promise.resolve();
    const event: JournalEvent = { ...entry, v: 1, seq: events.length + 1, at: "2026-01-01T00:00:00.000Z" };
    events.push(event);
    fold.apply(event);
    log.push(entry.type);
  };
  for (const event of events) fold.apply(event);
  const unused = {} as EnginePorts;
  const signal = new AbortController().signal;
  return {
    ...unused,
    id: "sim",
    artifact: {} as RunArtifact,
    artifactSha256: ids.sha256,
    config: Config.parse({}),
    state: fold.state,
    signal,
    fail: () => {},
    record: append,
  };
}

async function startedRun(log: string[] = []): Promise<{ run: Run; events: JournalEvent[] }> {
  const events: JournalEvent[] = [];
  const run = runOn(events, log);
  await run.record(created);
  await run.record({ type: "run-started", generation: 1 });
  log.length = 0;
  return { run, events };
}

const output: StepOutputOf<"spec-review"> = { kind: "spec-review", verdict: verdictOf([]) };

/** A step that logs what is done to it. */
function logged(log: string[], part: Partial<Step<"spec-review">> = {}): Step<"spec-review"> {
  return {
    key: "spec-review",
    kind: "spec-review",
    input: 1,
    run: async () => {
      log.push("effect");
      return output;
    },
    recover: async (intent) => {
      log.push(`recovered from ${JSON.stringify(intent)}`);
      return output;
    },
    ...part,
  };
}

describe("a journaled step", () => {
  it("J1, J2: the intent is recorded before the effect, the output before the step returns", async () => {
    const log: string[] = [];
    const { run } = await startedRun(log);
    await step(run, logged(log)).then(() => log.push("returned"));
    expect(log).toEqual(["step-started", "effect", "step-finished", "returned"]);
  });

  it("J3: a finished step is never run again: its output is returned", async () => {
    const log: string[] = [];
    const { run, events } = await startedRun(log);
    await step(run, logged(log));
    log.length = 0;
    expect(await step(run, logged(log))).toEqual(output);
    expect(await step(runOn(events), logged(log))).toEqual(output);
    expect(log).toEqual([]);
  });

  it("J4: a step that was started and not finished is recovered with its intent as it was written", async () => {
    const log: string[] = [];
    const { run, events } = await startedRun(log);
    const dying = logged(log, { intent: { ref: "x" }, run: () => Promise.reject(new Error("killed")) });
    await expect(step(run, dying)).rejects.toThrow("killed");
    log.length = 0;
    await step(runOn(events, log), logged(log, { intent: { ref: "now another" } }));
    expect(log).toEqual(['recovered from {"ref":"x"}', "step-finished"]);
  });

  it("J5: another digest under an old key is an error, finished or not", async () => {
    const { run } = await startedRun();
    await step(run, logged([]));
    await expect(step(run, logged([], { input: 2 }))).rejects.toMatchObject({ code: "FABRIKK_ENGINE_STEP_CHANGED" });
    await expect(
      step(run, logged([], { key: "other", run: () => Promise.reject(new Error("killed")) })),
    ).rejects.toThrow("killed");
    await expect(step(run, logged([], { key: "other", input: 2 }))).rejects.toMatchObject({
      code: "FABRIKK_ENGINE_STEP_CHANGED",
    });
  });

  it("FAB-RUN-008: starts nothing once the run is to stop, and records no output of what was ended by it", async () => {
    const log: string[] = [];
    const { run } = await startedRun(log);
    const stop = new AbortController();
    const stopping: Run = { ...run, signal: stop.signal, state: run.state };
    const effect = logged(log, {
      run: async () => {
        stop.abort(new Error("asked to stop"));
        return output;
      },
    });
    await expect(step(stopping, effect)).rejects.toThrow("asked to stop");
    expect(log).toEqual(["step-started"]);
    log.length = 0;
    await expect(step(stopping, logged(log, { key: "next" }))).rejects.toThrow("asked to stop");
    expect(log).toEqual([]);
  });
});
