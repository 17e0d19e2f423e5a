import { mkdtempDisposable, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { killFaults } from "./kill-faults.ts";
import { leftProcesses } from "./left-processes.ts";
import type { PlayRun } from "./run-end.ts";
import { runFacts, runsIn, type RunFacts } from "./run-facts.ts";

const graceMs = 5_000;

/** A run that nobody kills: what every other one is compared with. @throws Error when it does not end well */
export async function plainRun(play: PlayRun): Promise<RunFacts> {
  await using folder = await newFolder();
  const { repo, problem } = await play(folder.path, []);
  if (problem !== null) throw new Error(problem);
  const facts = await runFacts(repo);
  const faults = killFaults(facts, facts);
  if (faults.length > 0) throw new Error(`the run does not end well without a kill: ${faults.join("; ")}`);
  return facts;
}

/** A run to kill, and the one to compare it with. */
export interface KillRun {
  readonly play: PlayRun;
  readonly plain: RunFacts;
  /** One point or two: `40:before`. */
  readonly killAt: readonly string[];
}

/**
 * Plays the run, kills its engine at these points and lets it go on, and says what is wrong afterwards: with its end, with what
 * it left, or because a process of it is alive 5 s later (those are ended then). Empty: nothing.
 */
export async function killRun({ play, plain, killAt }: KillRun): Promise<readonly string[]> {
  await using folder = await newFolder();
  const { repo, killedAt, problem } = await play(folder.path, killAt);
  const left = await leftProcesses(await runsIn(repo), folder.path, graceMs);
  for (const { pid } of left) endProcess(pid);
  const faults = problem === null ? await faultsIn(repo, plain) : [problem];
  return [
    ...faults,
    ...(problem !== null || killedAt.join() === killAt.join()
      ? []
      : [`it was killed at ${killedAt.join(", ") || "no record"}`]),
    ...left.map(({ pid, what }) => `process ${pid} is alive ${graceMs / 1000} s later: ${what}`),
  ];
}

/** A repository that cannot be read is a fault too: a damaged journal, a branch that is missing. */
async function faultsIn(repo: string, plain: RunFacts): Promise<readonly string[]> {
  try {
    return killFaults(plain, await runFacts(repo));
  } catch (error) {
    return [String(error)];
  }
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // it has ended since
  }
}

async function newFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  return await mkdtempDisposable(join(await realpath(tmpdir()), "fabrikk-kill-"));
}
