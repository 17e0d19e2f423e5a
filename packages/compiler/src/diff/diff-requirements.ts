import type { Requirement } from "@fabrikk/state";

/** The difference of two specs, requirement by requirement, by id (FAB-INT-009). Ids in the order of their documents. */
export interface RequirementDiff {
  readonly added: readonly string[];
  /** Same id, other words or priority. A statement that only moved is unchanged. */
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/** Compares the requirements of two artifacts. */
export function diffRequirements(before: readonly Requirement[], after: readonly Requirement[]): RequirementDiff {
  const old = new Map(before.map((requirement) => [requirement.id, requirement]));
  const now = new Set(after.map(({ id }) => id));
  const isSame = (requirement: Requirement): boolean => {
    const known = old.get(requirement.id);
    return known !== undefined && known.text === requirement.text && known.priority === requirement.priority;
  };
  const idsOf = (requirements: readonly Requirement[]): readonly string[] => requirements.map(({ id }) => id);
  const common = after.filter(({ id }) => old.has(id));
  return {
    added: idsOf(after.filter(({ id }) => !old.has(id))),
    changed: idsOf(common.filter((requirement) => !isSame(requirement))),
    removed: idsOf(before.filter(({ id }) => !now.has(id))),
    unchanged: idsOf(common.filter(isSame)),
  };
}
