import { mkdtempDisposable, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Commands } from "@fabrikk/state/ports";

import { leftProcesses } from "../torture/left-processes.ts";
import { twoAtATime } from "../torture/two-at-a-time.ts";
import type { AgentProgram } from "./agent-program.ts";
import { driveProgram, type DrivenProgram } from "./drive-program.ts";
import { playSession } from "./play-session.ts";
import type { ProgramReport, TriedTrial } from "./program-report.ts";
import type { PlayOne, Trial, TrialEnd } from "./trial.ts";
import { patientLimits, trialsOfProgram } from "./trials-of-program.ts";

const orphanGraceMs = 3_000;

/** What is tried, and with what. */
export interface ProgramTest {
  readonly programs: readonly { readonly program: AgentProgram; readonly path: string }[];
  readonly commands: Commands;
  readonly signal: AbortSignal;
  readonly onTried: (name: string, tried: TriedTrial) => void;
}

/**
 * Tries all there is to try with each program, two sessions at a time, each in a repository of its own. Nothing is left
 * of it on disk, and no process either: those that are found are told and ended.
 */
export async function testPrograms(test: ProgramTest): Promise<readonly ProgramReport[]> {
  const { programs, commands, signal, onTried } = test;
  await using room = await mkdtempDisposable(join(await realpath(tmpdir()), "fabrikk-agents-"));
  await using stack = new AsyncDisposableStack();
  const driven: DrivenProgram[] = [];
  for (const { program, path } of programs) {
    const folder = join(room.path, program.name);
    driven.push(stack.use(await driveProgram({ program, path, folder, commands })));
  }
  const trials = driven.flatMap((one) => trialsOfProgram(one.program, one.agent).map((trial) => ({ one, trial })));
  const tried = new Map<(typeof trials)[number], TriedTrial>();
  try {
    await twoAtATime(trials, async (each) => {
      if (signal.aborted) return;
      const { one, trial } = each;
      const result = { trial, end: await trial.perform(playOf(one, trial, signal), one.stub.requests).catch(thrown) };
      if (signal.aborted) return; // it was cancelled with all others
      tried.set(each, result);
      onTried(one.program.name, result);
    });
    const triedOf = (one: DrivenProgram) =>
      trials.filter((each) => each.one === one).flatMap((each) => tried.get(each) ?? []);
    return await Promise.all(driven.map(async (one) => await reportOf(one, triedOf(one))));
  } finally {
    await commands.endLeftovers(trials.map(({ one, trial }) => markerOf(one, trial)));
  }
}

function playOf(one: DrivenProgram, trial: Trial, signal: AbortSignal): PlayOne {
  return async (part) =>
    await playSession({
      agent: one.agent,
      model: one.model,
      folder: join(one.folder, folderName(trial)),
      marker: markerOf(one, trial),
      limits: patientLimits,
      task: trial.name,
      ...part,
      prompt: `Trial ${trial.name}: ${part.prompt}`, // the stub counts faults per prompt
      signal: AbortSignal.any([signal, ...(part.signal === undefined ? [] : [part.signal])]),
    });
}

function markerOf({ run }: DrivenProgram, trial: Trial): string {
  return `${run}/${folderName(trial)}`;
}

function folderName({ name }: Trial): string {
  return name.replace(" ", "-");
}

/** Only a wrong configuration is thrown, or a bug: for a trial both are a problem. */
function thrown(error: unknown): TrialEnd {
  const detail = String(error);
  const end = { outcome: "failed", failure: "other", detail, retry_after_ms: null } as const;
  return { session: { ...end, usage: null, version: null, model: null, session: null }, ms: 0, problems: [detail] };
}

async function reportOf(one: DrivenProgram, trials: readonly TriedTrial[]): Promise<ProgramReport> {
  const orphans = await leftProcesses([one.run], one.folder, orphanGraceMs);
  const outside = one.stub.requests.filter(({ method }) => method === "CONNECT").map(({ path }) => path);
  return {
    name: one.program.name,
    skipped: null,
    trials,
    orphans: orphans.map(({ pid, what }) => `${pid} ${what}`),
    outside: [...new Set(outside)],
  };
}
