import { copyFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { mergeCommand } from "@fabrikk/engine";
import { currentGitVersion, openRepository } from "@fabrikk/git";
import { FabrikkError } from "@fabrikk/state";

import type { CommandContext } from "../command-context.ts";
import { createEventSink } from "../create-event-sink.ts";
import { demoResult, type DemoResult } from "../demo/demo-result.ts";
import { demoPlan, demoSummary, fitted } from "../demo/demo-story.ts";
import { makeDemoFolder, type DemoFolder } from "../demo/make-demo-folder.ts";
import { playRun } from "../demo/play-run.ts";
import { playWithKills, type Kills } from "../demo/play-with-kills.ts";
import { runProgram } from "../demo/run-program.ts";
import { exitCode, exitCodeOfOutcome } from "../exit-code.ts";
import { interruptSignal } from "../interrupt-signal.ts";
import { describeKillPoint, type KillPoint } from "../kill-point.ts";
import { progressLines } from "../progress-lines.ts";
import { readRun, type RunReading } from "../read-run.ts";
import type { CommandOutput } from "../reporter.ts";

/** What `fabrikk demo` was asked. */
export interface DemoOptions {
  readonly dir?: string;
  readonly killAt: readonly KillPoint[];
}

/**
 * Plays a whole run on a small real library, with scripted agents that really edit files: no network, no keys.
 * @throws FabrikkError `FABRIKK_CLI_DEMO_FOLDER`, `FABRIKK_CLI_KILL_NOT_REACHED`, `FABRIKK_CLI_DEMO_ENGINE`
 */
export async function demo(context: CommandContext, options: DemoOptions): Promise<CommandOutput> {
  await currentGitVersion();
  await using interrupt = interruptSignal(context.reporter, () => context.reporter.progress("stopping", "quiet"));
  try {
    return await playToEnd(context, options, interrupt.signal);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    // A ctrl-c reaches git and the engine's process too, at any moment: that they ended is no news.
    return { json: { outcome: "stopped" }, text: "stopped", exitCode: exitCode.interrupted };
  }
}

async function playToEnd(
  context: CommandContext,
  { dir, killAt }: DemoOptions,
  signal: AbortSignal,
): Promise<CommandOutput> {
  const started = performance.now();
  await using place = await makeDemoFolder(dir === undefined ? undefined : resolve(context.folder, dir));
  const kills = await play(context, { repo: place.repo, killAt, signal });
  signal.throwIfAborted();
  const reading = await readRun(place.repo, undefined);
  const merged = reading.status.state === "completed" ? await keepResult(place, reading) : null;
  if (kills.notReached.length > 0) throw notReached(kills.notReached, reading.status.records);
  const facts = { reading, kills, commits: await commitsOf(reading), folder: place.kept ? place.folder : null };
  const result: DemoResult = { ...facts, merged, durationMs: performance.now() - started };
  return { json: demoResult(result), text: demoSummary(result), exitCode: exitCodeOf(reading) };
}

interface Play {
  readonly repo: string;
  readonly killAt: readonly KillPoint[];
  readonly signal: AbortSignal;
}

async function play({ reporter, verbose }: CommandContext, { repo, killAt, signal }: Play): Promise<Kills> {
  const tell = (reading: Pick<RunReading, "artifact" | "graph">) => {
    for (const line of demoPlan(reading.artifact, reading.graph)) reporter.progress(line);
  };
  const emit = (event: RunReading["events"][number]) => {
    for (const { text, tone } of progressLines(event)) reporter.progress(fitted(text), tone);
  };
  if (killAt.length === 0) {
    const events = await createEventSink(verbose, (event) => {
      if (event.type === "record-written") emit(event.event);
    });
    await playRun({ repo, events, hooks: {}, onPlanned: tell, signal });
    return { killedAt: [], restarts: 0, notReached: [] };
  }
  const onKill = (at: KillPoint) =>
    reporter.progress(`killed   the engine, by SIGKILL ${at.side} record ${at.seq}; it is started again`, "bad");
  const kills = await playWithKills({ repo, killPoints: killAt, onKill, signal });
  if (signal.aborted) return kills;
  const reading = await readRun(repo, undefined);
  tell(reading);
  reading.events.forEach(emit);
  return kills;
}

/** Merges the branch with the command that the report prints, and puts the report beside the repository. */
async function keepResult(place: DemoFolder, { dir, state }: RunReading): Promise<string> {
  const command = mergeCommand(state);
  await runProgram(place.repo, "sh", ["-c", command]);
  await copyFile(join(dir, "report", "report.md"), join(place.folder, "report.md"));
  return command;
}

async function commitsOf({ root, state, created }: RunReading): Promise<DemoResult["commits"]> {
  const base = created.base_commit;
  const repository = await openRepository(root);
  return (await repository.log(base, state.branch?.commit ?? base)).toReversed();
}

function exitCodeOf({ status, state }: RunReading): number {
  if (status.state === "completed" || status.state === "blocked") return exitCodeOfOutcome(status.state);
  return exitCodeOfOutcome(state.paused?.reason ?? "stopped");
}

function notReached(points: readonly KillPoint[], records: number): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_CLI_KILL_NOT_REACHED",
    message: `${points.map(describeKillPoint).join(", ")} was never reached: the run has ${records} records`,
    hint: `name a record from 1 to ${records}; a second one must come after the first`,
    details: { not_reached: points.map(describeKillPoint), records },
  });
}
