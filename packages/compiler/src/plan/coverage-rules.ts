import type { PlanRule } from "./plan-rule.ts";

/** FAB-PLAN-003: every requirement has a task, but for those that a person deferred. */
export const requirementsCovered: PlanRule = {
  condition: "requirements-covered",
  breaches: ({ tasks }, { requirements, deferred }) => {
    const settled = new Set(tasks.flatMap(({ requirement_ids }) => requirement_ids));
    for (const { requirement_id } of deferred) settled.add(requirement_id);
    return requirements
      .filter(({ id }) => !settled.has(id))
      .map(({ id }) => ({
        value: "fail",
        code: "FABRIKK_COMPILER_UNCOVERED",
        message: `no task covers the requirement ${id}`,
        next: "Prepare the run again, or have a person defer the requirement.",
      }));
  },
};

/** What needs a deferred requirement is built without it: told, as a person decided so. */
export const deferralsUnneeded: PlanRule = {
  condition: "deferrals-unneeded",
  breaches: (_, { dependencies, deferred }) => {
    const putOff = new Set(deferred.map(({ requirement_id }) => requirement_id));
    return dependencies
      .filter(({ from, to }) => putOff.has(to) && !putOff.has(from))
      .map(({ from, to }) => ({
        value: "warn",
        code: "FABRIKK_COMPILER_DEFERRED_NEEDED",
        message: `the requirement ${from} depends on ${to}, which is deferred`,
        next: `Defer ${from} too, or make sure that it can be met without ${to}.`,
      }));
  },
};
