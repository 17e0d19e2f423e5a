import type { Grouping, Requirement, RequirementDependency } from "@fabrikk/state";

import { namesNoFiles } from "./names-no-files.ts";

/** What a spec says of its groupings before the planner is asked. */
export interface PlanFacts {
  /** All requirements of the artifact. */
  readonly requirements: readonly Requirement[];
  readonly groupings: readonly Grouping[];
  readonly dependencies: readonly RequirementDependency[];
}

/** What the planner is to decide, and what is fixed. */
export interface PlanQuestion extends PlanFacts {
  /** Groupings that name no files: the proposal takes their place. */
  readonly open: readonly Grouping[];
  readonly fixed: readonly Grouping[];
  /** How many of the open groupings serve a requirement: it may stand in so many proposed ones, and must be in one. */
  readonly wanted: ReadonlyMap<string, number>;
  /** Paths of the repository, sorted. */
  readonly files: readonly string[];
  /** The documents that the requirements come from. */
  readonly documents: readonly string[];
}

/** Sorts out what the planner is asked. */
export function planQuestion(facts: PlanFacts, files: readonly string[]): PlanQuestion {
  const open = facts.groupings.filter(namesNoFiles);
  const wanted = new Map<string, number>();
  for (const id of open.flatMap(({ requirement_ids }) => [...new Set(requirement_ids)]))
    wanted.set(id, (wanted.get(id) ?? 0) + 1);
  return {
    ...facts,
    open,
    fixed: facts.groupings.filter((grouping) => !namesNoFiles(grouping)),
    wanted,
    files,
    documents: [...new Set(facts.requirements.map(({ source }) => source.file))],
  };
}
