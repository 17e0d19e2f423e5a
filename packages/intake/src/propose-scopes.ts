import type { PreparationFinding, RunArtifact } from "@fabrikk/state";

import { keepProposals } from "./keep-proposals.ts";
import type { MergedReading } from "./merge-readings.ts";
import { namesNoFiles } from "./planner/names-no-files.ts";
import { proposeGroupings } from "./planner/propose-groupings.ts";
import type { PreparationPorts } from "./prepare-artifact.ts";
import { proposeFromRepository } from "./scope/propose-from-repository.ts";

/** Groupings with their proposals, and what a person should know about them. */
export interface ScopeProposal {
  readonly merged: MergedReading;
  readonly findings: readonly PreparationFinding[];
}

/**
 * Gives groupings that name no files a proposal (FAB-PLAN-010): the one of before where its requirements are what they were, the
 * planner's where there is one, and one from the repository for what is left without. What the spec names is left as it is.
 */
export async function proposeScopes(
  ports: Pick<PreparationPorts, "planner" | "repository" | "signal">,
  reading: MergedReading,
  previous: RunArtifact | null,
): Promise<ScopeProposal> {
  const kept = previous === null ? reading : keepProposals(reading, previous);
  const { merged, findings } = await askPlanner(ports, kept);
  const { requirements, groupings, dependencies } = merged;
  if (!groupings.some(namesNoFiles)) return { merged, findings };
  const proposal = await proposeFromRepository({ requirements, groupings, dependencies, view: ports.repository });
  return {
    merged: { ...merged, ...proposal, assumptions: [...merged.assumptions, ...proposal.assumptions] },
    findings,
  };
}

async function askPlanner(
  { planner, repository, signal }: Pick<PreparationPorts, "planner" | "repository" | "signal">,
  merged: MergedReading,
): Promise<ScopeProposal> {
  if (planner === null) return { merged, findings: [] };
  const { requirements, groupings, dependencies } = merged;
  const proposal = await proposeGroupings({ requirements, groupings, dependencies, repository, ask: planner, signal });
  return {
    merged: {
      ...merged,
      groupings: proposal.groupings,
      dependencies: [...dependencies, ...proposal.dependencies],
      assumptions: [...merged.assumptions, ...proposal.assumptions],
    },
    findings: proposal.findings,
  };
}
