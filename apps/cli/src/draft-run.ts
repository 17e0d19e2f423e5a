import { resolve } from "node:path";

import type { FormatName } from "@fabrikk/compiler";
import { planRun, processLimits, type RunPlan } from "@fabrikk/engine";
import type { GitRepository } from "@fabrikk/git";
import {
  agentAsker,
  explainLines,
  prepareArtifact,
  type AgentAsker,
  type AskAgent,
  type ExplainedLine,
  type PreparationPaper,
} from "@fabrikk/intake";
import { readSources } from "@fabrikk/intake/node";
import { RunArtifact, type Config } from "@fabrikk/state";

import { composeAgents } from "./compose-agents.ts";
import type { PreparationHands } from "./preparation-hands.ts";
import { repositoryView } from "./repository-view.ts";

/** What a plan is drafted from. */
export interface DraftRequest {
  readonly repository: GitRepository;
  readonly config: Config;
  /** Absolute paths of the specs, or paths relative to `folder`. */
  readonly specs: readonly string[];
  readonly folder: string;
  readonly format?: FormatName | undefined;
  readonly baseCommit: string;
  /** The commit whose files proposals and agents see: the run's branch, where there is one. */
  readonly seenCommit: string;
  /** Of the run that is updated: its artifact, and what its agents answered. */
  readonly previous?: { readonly artifact: RunArtifact; readonly answers: ReadonlyMap<string, string> };
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/** An artifact and its plan, before anything is written. */
export interface DraftedRun {
  readonly artifact: RunArtifact;
  readonly plan: RunPlan;
  /** What each line of the specs was read as. */
  readonly explanation: readonly ExplainedLine[];
  /** What agents were asked and answered, for the run's folder. */
  readonly papers: readonly PreparationPaper[];
}

/** Reads the specs, has agents normalize and plan where the configuration says so, and compiles. Writes nothing of a run. */
export async function draftRun(hands: PreparationHands, request: DraftRequest): Promise<DraftedRun> {
  const { repository, config, baseCommit, signal, previous } = request;
  const sources = await readSources(
    repository.root,
    request.specs.map((spec) => resolve(request.folder, spec)),
  );
  const askers = await preparationAgents(hands, request);
  const ask = (asker: AgentAsker | null): AskAgent | null =>
    asker === null ? null : askOnce(asker.ask, { answers: previous?.answers ?? new Map(), tell: request.tell });
  const { artifact, notes } = await prepareArtifact(
    {
      repository: await repositoryView(repository, request.seenCommit),
      normalizer: ask(askers.normalizer),
      planner: ask(askers.planner),
      signal,
    },
    {
      sources,
      config,
      ...(request.format === undefined ? {} : { format: request.format }),
      ...(previous === undefined ? {} : { previous: previous.artifact }),
    },
  );
  return {
    artifact: RunArtifact.parse(artifact),
    plan: planRun({ artifact, config, baseCommit }),
    explanation: explainLines(sources, notes),
    papers: [askers.normalizer, askers.planner].flatMap((asker) => asker?.papers() ?? []),
  };
}

/** The agents of the two roles that work before there is a run. */
async function preparationAgents(
  { commands, workspaces, files, marker }: PreparationHands,
  { repository, config, seenCommit }: DraftRequest,
): Promise<Readonly<Record<"normalizer" | "planner", AgentAsker | null>>> {
  const { normalizer, planner } = config.roles;
  if (normalizer === undefined && planner === undefined) return { normalizer: null, planner: null };
  const { agents } = await composeAgents({ root: repository.root, config, commands, environment: process.env });
  const tree = await repository.treeOf(seenCommit);
  const limits = processLimits(config, "attempt");
  const asker = (name: string | undefined): AgentAsker | null => {
    const agent = name === undefined ? undefined : agents.get(name);
    if (agent === undefined) return null;
    return agentAsker({ agent, workspaces, files }, { tree, commit: seenCommit, limits, marker });
  };
  return { normalizer: asker(normalizer), planner: asker(planner) };
}

/** Tells each question, and takes an answer that was given to the same question before. */
function askOnce(
  ask: AskAgent,
  { answers, tell }: { readonly answers: ReadonlyMap<string, string>; readonly tell: (line: string) => void },
): AskAgent {
  return async (question, signal) => {
    const known = answers.get(question.prompt);
    if (known !== undefined) return known;
    tell(`asking   the ${question.role}, round ${question.round}`);
    return await ask(question, signal);
  };
}
