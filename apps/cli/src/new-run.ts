import { randomBytes } from "node:crypto";
import { resolve } from "node:path";

import { createRun, planRun, type RunPlan } from "@fabrikk/engine";
import type { GitRepository } from "@fabrikk/git";
import { buildArtifact, detectGate } from "@fabrikk/intake";
import { readSources } from "@fabrikk/intake/node";
import { RunArtifact, type Config, type GateCommand } from "@fabrikk/state";
import {
  createRunDirectory,
  newRunId,
  openJournal,
  openRunFiles,
  takeRunLock,
  type JournalHooks,
} from "@fabrikk/state/run-dir";

import { systemClock } from "./system-clock.ts";

/** What a run is prepared from. */
export interface Preparation {
  readonly repository: GitRepository;
  readonly config: Config;
  /** Absolute paths of the specs, or paths relative to `folder`. */
  readonly specs: readonly string[];
  readonly folder: string;
  readonly hooks?: JournalHooks;
}

/** A run as it was prepared. */
export interface PreparedRun {
  readonly run: string;
  /** Absolute path of the run's folder. */
  readonly dir: string;
  readonly artifact: RunArtifact;
  readonly plan: RunPlan;
  readonly base: { readonly commit: string; readonly branch: string | null };
  /** What of the user's checkout is no part of the run, in one line; null where all is committed (FAB-EXEC-014). */
  readonly uncommitted: string | null;
}

/** Reads the specs, compiles and plans them, and writes the run. Whatever is refused is refused before anything is written. */
export async function newRun({ repository, config, specs, folder, hooks = {} }: Preparation): Promise<PreparedRun> {
  const base = await repository.head();
  const paths = specs.map((spec) => resolve(folder, spec));
  const sources = await readSources(repository.root, paths);
  const gate = config.quality_gate ?? (await gateOf(repository, base.commit));
  const artifact = RunArtifact.parse(buildArtifact({ sources, config, gate }));
  const plan = planRun({ artifact, config, baseCommit: base.commit });

  const uncommitted = uncommittedLine(await repository.uncommitted(), base.commit);

  const run = newRunId(artifact.title, systemClock.now(), randomBytes(1));
  const dir = await createRunDirectory(repository.root, run);
  await using _lock = await takeRunLock(dir);
  await using journal = await openJournal({ dir, clock: systemClock, hooks });
  await createRun({ journal, files: openRunFiles(dir), run, artifact, plan, config, base });
  if (uncommitted !== null) {
    await journal.append({ type: "warning-noted", code: "FABRIKK_CLI_UNCOMMITTED", message: uncommitted });
  }
  return { run, dir, artifact, plan, base, uncommitted };
}

function uncommittedLine(paths: readonly string[], commit: string): string | null {
  if (paths.length === 0) return null;
  const named = `${paths.slice(0, 5).join(", ")}${paths.length > 5 ? `, and ${paths.length - 5} more` : ""}`;
  return `the run starts at ${commit.slice(0, 10)}, without what is not committed: ${named}`;
}

/** The quality gate that the base commit's own files name: only those at the root are looked at. */
async function gateOf(repository: GitRepository, commit: string): Promise<readonly GateCommand[]> {
  const tree = await repository.treeOf(commit);
  const files = await repository.listFiles(tree);
  const contents = new Map<string, string | null>();
  for (const file of files.filter((path) => !path.includes("/"))) {
    const bytes = await repository.readFile(tree, file);
    contents.set(file, bytes === null ? null : new TextDecoder().decode(bytes));
  }
  return detectGate(files, (path) => contents.get(path) ?? null);
}
