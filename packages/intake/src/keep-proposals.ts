import { inCycles, joinGroupings, taskEdges } from "@fabrikk/compiler";
import { canonicalJson, type Grouping, type RequirementDependency, type RunArtifact } from "@fabrikk/state";

import type { MergedReading } from "./merge-readings.ts";
import { namesNoFiles } from "./planner/names-no-files.ts";

/**
 * Takes over what was proposed before an edit of the spec (FAB-INT-009): a grouping stands as long as all its requirements are open,
 * say what they said, and have the checks, levels and class they had. So nobody proposes it again, and its task does not go stale.
 * Order that was inferred for it stands, too, where what the author writes now does not contradict it.
 */
export function keepProposals(merged: MergedReading, previous: RunArtifact): MergedReading {
  const kept = standing(merged, previous);
  const placed = new Set(kept.flatMap(({ requirement_ids: ids }) => ids));
  const left = merged.groupings.filter((grouping) => !grouping.requirement_ids.some((id) => placed.has(id)));
  const groupings = [...left, ...kept];
  const dependencies = [...merged.dependencies, ...inferredBefore(merged, { previous, placed, groupings })];
  const told = previous.assumptions.filter((assumption) =>
    [...placed].some((id) => assumption.includes("planner") && assumption.includes(id)),
  );
  return { ...merged, groupings, dependencies, assumptions: [...new Set([...merged.assumptions, ...told])] };
}

function standing(merged: MergedReading, previous: RunArtifact): readonly Grouping[] {
  const texts = (requirements: RunArtifact["requirements"] | MergedReading["requirements"]) =>
    new Map(requirements.map(({ id, text }) => [id, text]));
  const [before, now] = [texts(previous.requirements), texts(merged.requirements)];
  const open = new Map<string, Grouping[]>();
  for (const grouping of merged.groupings.filter(namesNoFiles))
    for (const id of grouping.requirement_ids) open.set(id, [...(open.get(id) ?? []), grouping]);
  return previous.groupings.filter((old) => {
    const isProposed = old.proposed_by !== undefined || (namesNoFiles(old) && old.requirement_ids.length > 1);
    const parts = [...new Set(old.requirement_ids.flatMap((id) => open.get(id) ?? []))];
    const isWhole = parts.flatMap(({ requirement_ids: ids }) => ids).length === old.requirement_ids.length;
    const isSame = old.requirement_ids.every((id) => open.has(id) && before.get(id) === now.get(id));
    return isProposed && isWhole && isSame && wants(joinGroupings(parts), old);
  });
}

/** Is what the spec asks for now what the proposal was made for? It may have added test levels, and narrowed a feature to documents. */
function wants(now: Grouping, old: Grouping): boolean {
  return (
    canonicalJson(now.checks) === canonicalJson(old.checks) &&
    now.test_levels.every((level) => old.test_levels.includes(level)) &&
    now.scope.read_only.every((glob) => old.scope.read_only.includes(glob)) &&
    (now.class === old.class || now.class === "feature")
  );
}

interface Kept {
  readonly previous: RunArtifact;
  readonly placed: ReadonlySet<string>;
  readonly groupings: readonly Grouping[];
}

function inferredBefore(
  { requirements, dependencies }: MergedReading,
  { previous, placed, groupings }: Kept,
): readonly RequirementDependency[] {
  const now = new Set(requirements.map(({ id }) => id));
  const known = new Set(dependencies.map(({ from, to }) => `${from} ${to}`));
  const inferred = previous.dependencies.filter(
    ({ from, to, pinned }) => !pinned && placed.has(from) && now.has(to) && !known.has(`${from} ${to}`),
  );
  const edgesOf = taskEdges(groupings);
  const cyclic = inCycles(edgesOf([...dependencies, ...inferred]));
  return inferred.filter((each) => edgesOf([each]).every(([from, to]) => !cyclic.has(from) || !cyclic.has(to)));
}
