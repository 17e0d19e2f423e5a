import { readdir } from "node:fs/promises";
import { join } from "node:path";

import type { JournalEvent } from "@fabrikk/state";
import { readJournal } from "@fabrikk/state/run-dir";

import { plainGit } from "../plain-git.ts";

/** What a run left in its repository, read from there and not from what the program says of itself. */
export interface RunFacts {
  /** The tree of the run's branch. */
  readonly tree: string;
  /** `<task> <requirement>` of every commit's trailers, sorted; one that stands in two commits is there twice. */
  readonly trailers: readonly string[];
  /** What `git fsck` says; empty when the repository is whole. */
  readonly fsck: string;
  readonly events: readonly JournalEvent[];
}

/** Looks at what the one run of a repository left. */
export async function runFacts(repo: string): Promise<RunFacts> {
  const { run, events } = await theRun(repo);
  const branch = `refs/heads/fabrikk/${run}`;
  const range = `refs/fabrikk/${run}/base..${branch}`;
  return {
    tree: await plainGit(repo, ["rev-parse", "--verify", `${branch}^{tree}`]),
    trailers: trailersIn(await plainGit(repo, ["log", `--format=${trailerFormat}`, range])),
    fsck: await plainGit(repo, ["fsck", "--full", "--strict", "--no-dangling", "--no-progress"]).catch(String),
    events,
  };
}

/** Every run that has a folder, also one whose engine was killed before its first record. */
export async function runsIn(repo: string): Promise<readonly string[]> {
  const entries = await readdir(join(repo, ".fabrikk", "runs"), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function theRun(repo: string): Promise<{ readonly run: string; readonly events: readonly JournalEvent[] }> {
  const found: { readonly run: string; readonly events: readonly JournalEvent[] }[] = [];
  for (const run of await runsIn(repo)) {
    const { events } = await readJournal(join(repo, ".fabrikk", "runs", run));
    if (events.some(({ type }) => type === "run-created")) found.push({ run, events });
  }
  const [one, ...others] = found;
  if (one === undefined || others.length > 0) throw new Error(`the repository holds ${found.length} runs, and not one`);
  return one;
}

const trailerFormat = ["Fabrikk-Task", "Fabrikk-Requirements"]
  .map((key) => `%(trailers:key=${key},valueonly,separator=%x2C)`)
  .join("%x09");

function trailersIn(log: string): readonly string[] {
  const commits = log.split("\n").filter((line) => line !== "");
  return commits
    .flatMap((line) => {
      const [task = "", requirements = ""] = line.split("\t");
      return requirements.split(",").map((requirement) => `${task} ${requirement.trim()}`);
    })
    .toSorted();
}
