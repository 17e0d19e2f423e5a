import { delimiter, dirname } from "node:path";

import type { RunOutcome } from "@fabrikk/engine";
import { openRepository } from "@fabrikk/git";
import type { EventSink } from "@fabrikk/state/ports";
import type { JournalHooks } from "@fabrikk/state/run-dir";

import { newestRun } from "../find-run.ts";
import { newRun } from "../new-run.ts";
import { readConfig } from "../read-config.ts";
import { readRun, type RunReading } from "../read-run.ts";
import { runToEnd } from "../run-to-end.ts";

/** What playing the demo's run needs. */
export interface Play {
  /** Absolute path of the demo's repository. */
  readonly repo: string;
  readonly events: EventSink;
  readonly hooks: JournalHooks;
  /** Called once the run is prepared. */
  readonly onPlanned: (reading: RunReading) => void;
  readonly signal: AbortSignal;
}

/** Prepares, approves and runs the demo's spec, or goes on where an engine before was killed. @returns how it ended */
export async function playRun({ repo, events, hooks, onPlanned, signal }: Play): Promise<RunOutcome> {
  const { config } = await readConfig(repo);
  if ((await newestRun(repo)) === null) {
    await newRun({ repository: await openRepository(repo), config, specs: ["docs/spec.md"], folder: repo, hooks });
  }
  const reading = await readRun(repo, undefined);
  onPlanned(reading);
  const environment = { ...process.env, ...ownNodeFirst() };
  const { run, dir } = reading;
  return await runToEnd(
    { root: repo, run, dir, config, mode: config.mode, workers: config.workers, events, hooks, environment },
    signal,
  );
}

/** The library's tests need a Node that runs TypeScript: the one that runs this is new enough. */
function ownNodeFirst(): { readonly PATH: string } {
  return { PATH: [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter) };
}
