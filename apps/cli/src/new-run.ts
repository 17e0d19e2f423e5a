import { randomBytes } from "node:crypto";

import type { FormatName } from "@fabrikk/compiler";
import { createRun, processLimits, type RunPlan } from "@fabrikk/engine";
import type { GitRepository } from "@fabrikk/git";
import { auditBaseline, type ExplainedLine } from "@fabrikk/intake";
import type { BaselineAudit, Config, RunArtifact } from "@fabrikk/state";
import {
  createRunDirectory,
  newRunId,
  openJournal,
  openRunFiles,
  takeRunLock,
  type JournalHooks,
} from "@fabrikk/state/run-dir";

import { draftRun, type DraftedRun } from "./draft-run.ts";
import { keepPapers } from "./keep-papers.ts";
import { refuseContradictions } from "./plan-refusal.ts";
import { preparationHands, type PreparationHands } from "./preparation-hands.ts";
import { preparedBefore } from "./prepared-before.ts";
import { systemClock } from "./system-clock.ts";

/** What a run is prepared from. */
export interface Preparation {
  readonly repository: GitRepository;
  readonly config: Config;
  /** Absolute paths of the specs, or paths relative to `folder`. */
  readonly specs: readonly string[];
  readonly folder: string;
  readonly format?: FormatName | undefined;
  readonly hooks?: JournalHooks;
  /** One line of progress. */
  readonly tell?: (line: string) => void;
  readonly signal?: AbortSignal;
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
  /** What each line of the specs was read as. */
  readonly explanation: readonly ExplainedLine[];
}

/**
 * Reads the specs, compiles and plans them, measures the repository, and writes the run. Whatever is refused is refused before
 * anything is written. The same specs on the same commit again, before anybody has approved: that run again.
 */
export async function newRun(preparation: Preparation): Promise<PreparedRun> {
  const { repository, config, tell = ignore, signal = new AbortController().signal } = preparation;
  const base = await repository.head();
  await using hands = await preparationHands(repository, config);
  const drafted = await draftRun(hands, {
    ...preparation,
    baseCommit: base.commit,
    seenCommit: base.commit,
    tell,
    signal,
  });
  const { artifact, plan, explanation } = drafted;
  refuseContradictions({ ...plan, findings: artifact.findings });
  const uncommitted = uncommittedLine(await repository.uncommitted(), base.commit);
  const known = await preparedBefore(repository.root, plan.subjectSha256);
  if (known !== null) return { ...known, artifact, plan, base, uncommitted, explanation };
  const audit = await auditBase(hands, { repository, config, artifact, commit: base.commit, tell, signal });
  const written = await writeRun(hands, preparation, { drafted, base, audit, uncommitted });
  return { ...written, artifact, plan, base, uncommitted, explanation };
}

/** FAB-INT-011: what the base measures, before anybody works on it. */
async function auditBase(
  { commands, workspaces, marker, environment }: PreparationHands,
  { repository, config, artifact, commit, tell, signal }: AuditOrder,
): Promise<BaselineAudit> {
  return await auditBaseline(
    { repository, workspaces, commands },
    {
      tree: await repository.treeOf(commit),
      commit,
      gate: artifact.quality_gate,
      name: "audit-base",
      marker: `${marker}/audit`,
      environment,
      limits: processLimits(config, "command"),
      onCommand: (command) => tell(`audit    ${command}`),
      signal,
    },
  );
}

interface AuditOrder {
  readonly repository: GitRepository;
  readonly config: Config;
  readonly artifact: RunArtifact;
  readonly commit: string;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

interface Written {
  readonly drafted: DraftedRun;
  readonly base: PreparedRun["base"];
  readonly audit: BaselineAudit;
  readonly uncommitted: string | null;
}

async function writeRun(
  hands: PreparationHands,
  { repository, config, hooks = {} }: Preparation,
  { drafted: { artifact, plan, papers }, base, audit, uncommitted }: Written,
): Promise<{ readonly run: string; readonly dir: string }> {
  const run = newRunId(artifact.title, systemClock.now(), randomBytes(1));
  const dir = await createRunDirectory(repository.root, run);
  await using _lock = await takeRunLock(dir);
  await using journal = await openJournal({ dir, clock: systemClock, hooks });
  const files = openRunFiles(dir);
  await files.write("audit.json", `${JSON.stringify(audit, null, 2)}\n`);
  await keepPapers(hands, papers, dir);
  await createRun({ journal, files, run, artifact, plan, config, base });
  if (uncommitted !== null) {
    await journal.append({ type: "warning-noted", code: "FABRIKK_CLI_UNCOMMITTED", message: uncommitted });
  }
  return { run, dir };
}

function uncommittedLine(paths: readonly string[], commit: string): string | null {
  if (paths.length === 0) return null;
  const named = `${paths.slice(0, 5).join(", ")}${paths.length > 5 ? `, and ${paths.length - 5} more` : ""}`;
  return `the run starts at ${commit.slice(0, 10)}, without what is not committed: ${named}`;
}

function ignore(): void {}
