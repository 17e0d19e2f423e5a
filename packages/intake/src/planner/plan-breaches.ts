import { compileArtifact } from "@fabrikk/compiler";
import { isFabrikkError, type RunArtifact } from "@fabrikk/state";

import type { PlanFacts } from "./plan-question.ts";

/**
 * Why the groupings do not compile to a task graph: cycles above all (FAB-PLAN-006). Empty when they do. Requirements in no
 * grouping, put off by a person, are left aside.
 */
export function planBreaches(facts: PlanFacts): readonly string[] {
  try {
    compileArtifact(artifactOf(facts));
    return [];
  } catch (error) {
    if (!isFabrikkError(error)) throw error;
    const { problems } = error.details as { readonly problems: readonly { readonly message: string }[] };
    return problems.map(({ message }) => message);
  }
}

/** The artifact that holds only what a plan is compiled from. */
function artifactOf({ requirements, groupings, dependencies }: PlanFacts): RunArtifact {
  const covered = new Set(groupings.flatMap(({ requirement_ids: ids }) => ids));
  return {
    schema: 2,
    title: "proposal",
    named: { paths: [], format: null },
    sources: [],
    requirements: requirements.filter(({ id }) => covered.has(id)),
    groupings: [...groupings],
    dependencies: dependencies.filter(({ from, to }) => covered.has(from) && covered.has(to)),
    assumptions: [],
    clarifications: [],
    risk_profile: { level: "medium", reasons: [] },
    scope_mode: "expansion",
    boundaries: { always: [], ask_first: [], never: [] },
    quality_gate: [],
    routing: {},
    deferred: [],
    declared_waves: [],
    coverage: { sentences: 0, claimed: 0, unclaimed: [] },
    findings: [],
  };
}
