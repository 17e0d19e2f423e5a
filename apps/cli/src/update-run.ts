import { join, resolve } from "node:path";

import { replan, type FormatName, type Replan } from "@fabrikk/compiler";
import { decideKept, landRun, updateRun, type RunPlan } from "@fabrikk/engine";
import type { GitRepository } from "@fabrikk/git";
import type { ExplainedLine } from "@fabrikk/intake";
import { foldEvents, type Config, type RunArtifact } from "@fabrikk/state";
import { openJournal, openRunFiles, takeRunLock } from "@fabrikk/state/run-dir";

import { draftRun, type DraftedRun } from "./draft-run.ts";
import { keepPapers } from "./keep-papers.ts";
import { refuseContradictions } from "./plan-refusal.ts";
import { preparationHands, type PreparationHands } from "./preparation-hands.ts";
import { readRun, type RunReading } from "./read-run.ts";
import { recordedAnswers } from "./recorded-answers.ts";
import { systemClock } from "./system-clock.ts";
import { workLeft, type WorkLeft } from "./work-left.ts";

/** Which run is updated, and from what. */
export interface UpdateRequest {
  readonly repository: GitRepository;
  readonly config: Config;
  readonly run: string;
  /** Paths of the specs, relative to `folder`; none: those that the run was prepared from. */
  readonly specs: readonly string[];
  readonly folder: string;
  readonly format?: FormatName | undefined;
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What an update does to a run. */
export interface UpdatedRun {
  readonly before: RunArtifact;
  readonly after: RunArtifact;
  readonly plan: RunPlan;
  readonly work: WorkLeft;
  readonly explanation: readonly ExplainedLine[];
  /** False where the specs, the repository and the configuration give the plan that the run has, and nothing blocked it. */
  readonly isWritten: boolean;
  /** Does an approval of this very plan stand? */
  readonly isApproved: boolean;
}

/**
 * Prepares a run again from its edited specs (FAB-INT-009): what stays valid is kept, the rest waits for a new approval. Nobody
 * works on the run meanwhile. Whatever is refused is refused before anything is written.
 * @throws FabrikkError `FABRIKK_STATE_RUN_LOCKED` while an engine is at work
 */
export async function updateRunFromSpecs(request: UpdateRequest): Promise<UpdatedRun> {
  const { repository, config } = request;
  const { run, dir } = await readRun(repository.root, request.run);
  await using _lock = await takeRunLock(dir);
  const reading = await readRun(repository.root, run);
  await using hands = await preparationHands(repository, config);
  const drafted = await draftAgain(hands, request, reading);
  const { artifact: after, plan } = drafted;
  refuseContradictions({ ...plan, findings: after.findings });
  const { artifact: before, graph, created, state } = reading;
  const changes = replan({ artifact: before, graph }, { artifact: after, graph: plan.graph });
  // A run that ended blocked can go on from the same plan, once what kept it from going on is mended.
  const isWritten = plan.subjectSha256 !== created.subject_sha256 || state.ended?.outcome === "blocked";
  const { kept, stale } = changes.tasks;
  const stays = decideKept(state, { artifact: after, plan, kept, stale }).tasks;
  if (isWritten) await write(hands, { ...request, dir }, { drafted, tasks: changes.tasks });
  return {
    before,
    after,
    plan,
    work: workLeft(changes, state, stays),
    explanation: drafted.explanation,
    isWritten,
    isApproved: state.approval !== null && !isWritten,
  };
}

async function draftAgain(
  hands: PreparationHands,
  request: UpdateRequest,
  { root, dir, artifact, created, state }: RunReading,
): Promise<DraftedRun> {
  const { paths, format } = artifact.named;
  const specs = request.specs.length > 0 ? request.specs : paths.map((path) => resolve(root, path));
  return await draftRun(hands, {
    ...request,
    specs,
    format: request.format ?? (format as FormatName | null) ?? undefined,
    baseCommit: created.base_commit,
    seenCommit: state.branch?.commit ?? created.base_commit,
    previous: { artifact, answers: await recordedAnswers(dir) },
  });
}

async function write(
  hands: PreparationHands,
  { repository, config, dir }: UpdateRequest & { readonly dir: string },
  { drafted: { artifact, plan, papers }, tasks }: { readonly drafted: DraftedRun; readonly tasks: Replan["tasks"] },
): Promise<void> {
  await using journal = await openJournal({ dir, clock: systemClock });
  const files = openRunFiles(dir);
  await landRun({ journal, files, repository, events: { emit: () => {} } });
  const state = foldEvents(journal.events);
  const room = `generation-${state.generation + 1}`;
  await keepPapers(hands, papers, join(dir, room));
  await updateRun({ journal, files, state, artifact, plan, config, kept: tasks.kept, stale: tasks.stale });
}
