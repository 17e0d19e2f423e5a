import type { Grouping, PreparationFinding, Requirement, RunArtifact } from "@fabrikk/state";

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

/** A planner's grouping stands as long as all its requirements are open and say what they said: nobody plans them again (FAB-INT-009). */
function keepProposals(merged: MergedReading, previous: RunArtifact): MergedReading {
  const before = new Map(previous.requirements.map((requirement) => [requirement.id, requirement.text]));
  const now = new Map(merged.requirements.map((requirement: Requirement) => [requirement.id, requirement.text]));
  const open = new Set(merged.groupings.filter(namesNoFiles).flatMap(({ requirement_ids: ids }) => ids));
  const stands = ({ proposed_by: by, requirement_ids: ids }: Grouping): boolean =>
    by === "planner" && ids.every((id) => open.has(id) && before.get(id) === now.get(id));
  const kept = previous.groupings.filter(stands);
  const placed = new Set(kept.flatMap(({ requirement_ids: ids }) => ids));
  const left = merged.groupings.filter(
    (grouping) => !namesNoFiles(grouping) || !grouping.requirement_ids.some((id) => placed.has(id)),
  );
  const inferred = previous.dependencies.filter(({ from, to, pinned }) => !pinned && placed.has(from) && now.has(to));
  return { ...merged, groupings: [...left, ...kept], dependencies: [...merged.dependencies, ...inferred] };
}
