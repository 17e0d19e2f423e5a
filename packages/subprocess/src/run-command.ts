import { setTimeout as sleep } from "node:timers/promises";

import { FabrikkError } from "@fabrikk/state";
import type { CommandOutcome, CommandSpec } from "@fabrikk/state/ports";
import type { Redactor } from "@fabrikk/state/redact";

import { openCollector } from "./collect-output.ts";
import type { CommandStreams } from "./command-files.ts";
import { endTree, graceMs } from "./end-tree.ts";
import { newMark } from "./guard-mark.ts";
import { createFindTree } from "./process-tree.ts";
import { startGuard, type Guard, type GuardReport } from "./start-guard.ts";
import { watchLimits, type EndReason } from "./watch-limits.ts";

/** What the commands of one `Commands` have in common. */
export interface CommandSetup {
  readonly redactor: Redactor;
  /** Absolute path of the guard's script. */
  readonly guardFile: string;
}

/** A command that is to be run, and the signal that cancels it. */
export interface CommandRun {
  readonly spec: CommandSpec;
  readonly signal: AbortSignal | undefined;
}

/** Runs one command to its end, under a guard of its own. Throws only for what would keep any command from being run. */
export async function runCommand({ redactor, guardFile }: CommandSetup, run: CommandRun): Promise<CommandOutcome> {
  const { spec, signal } = run;
  if (signal?.aborted === true) return { ...nothingRun, ended: "cancelled" };
  const { outputFile, limits, onLine, converse } = spec;
  const collector = await openCollector({ redactor, outputFile, maxBytes: limits.output_bytes, onLine });
  let guard: Guard | undefined;
  const end = () => guard?.end();
  const watch = watchLimits(limits, signal, end);
  const reading = createReading(async (streams) => {
    if (streams.input !== null) converse?.(streams.input);
    await collector.collect(streams, watch);
  });
  try {
    if (watch.reason() !== null) return { ...nothingRun, ended: "cancelled" };
    const mark = newMark(spec.marker);
    const onStarted = (streams: CommandStreams) => {
      watch.started();
      reading.start(streams, end);
    };
    guard = await startGuard({ spec, mark, guardFile, onStarted, onEnded: () => watch.stop() });
    if (watch.reason() !== null) end();
    const report = await guard.gone;
    const leftovers = report.leftovers ?? (await endOrphans(mark, report));
    await reading.finish();
    return { ...collector.collected(), ...howItEnded(report, watch.reason(), guardFile), leftovers };
  } finally {
    watch.stop();
    await collector.close();
  }
}

const nothingRun: CommandOutcome = {
  ended: "not-started",
  exitCode: null,
  signal: null,
  stdout: "",
  stderr: "",
  outputBytes: 0,
  durationMs: 0,
  leftovers: 0,
  problem: null,
};

/** Milliseconds in which the output ends after the tree has: a process that escaped may hold it open. */
const outputPatienceMs = 1000;

/** The reading of a command's output, which may never be started. */
function createReading(collect: (streams: CommandStreams) => Promise<void>) {
  let streams: CommandStreams | null = null;
  let reading = Promise.resolve();
  return {
    start(opened: CommandStreams, onFailure: () => void): void {
      streams = opened;
      reading = collect(opened);
      reading.catch(onFailure);
    },
    async finish(): Promise<void> {
      streams?.input?.close();
      await Promise.race([reading, sleep(outputPatienceMs, undefined, { ref: false })]);
      streams?.stdout.destroy();
      streams?.stderr.destroy();
      await reading;
    },
  };
}

/** Does what the guard did not live to do. */
async function endOrphans(mark: string, { pid, problem }: GuardReport): Promise<number> {
  if (problem !== null) return 0;
  const find = createFindTree({ isOurs: (found) => found === mark, session: pid, since: 0 });
  return (await endTree(find, graceMs)).filter((row) => row.pid !== pid).length;
}

type Ending = Pick<CommandOutcome, "ended" | "exitCode" | "signal" | "durationMs" | "problem">;

function howItEnded(report: GuardReport, reason: EndReason | null, guardFile: string): Ending {
  const ending = { exitCode: null, signal: null, problem: null, durationMs: report.durationMs };
  if (reason !== null) return { ...ending, ended: reason };
  if (report.problem !== null) return { ...ending, ended: "not-started", problem: report.problem };
  const exitCode = report.ended?.exitCode ?? null;
  if (exitCode !== null) return { ...ending, ended: "exited", exitCode };
  const signal = report.ended?.signal ?? report.guardSignal;
  if (signal !== null) return { ...ending, ended: "signalled", signal };
  throw new FabrikkError({
    code: "FABRIKK_SUBPROCESS_GUARD_FAILED",
    message: `the guard ${guardFile} ended before its command did: ${report.guardStderr.trim()}`,
    hint: "Install fabrikk again; if it happens again, report it.",
    details: { guardFile },
  });
}
