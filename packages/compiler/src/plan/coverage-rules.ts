import type { PlanRule } from "./plan-rule.ts";

/** FAB-PLAN-003: every requirement has a task. */
export const requirementsCovered: PlanRule = {
  condition: "requirements-covered",
  breaches: ({ tasks }, { requirements }) => {
    const covered = new Set(tasks.flatMap(({ requirement_ids }) => requirement_ids));
    return requirements
      .filter(({ id }) => !covered.has(id))
      .map(({ id }) => ({
        value: "fail",
        code: "FABRIKK_COMPILER_UNCOVERED",
        message: `no task covers the requirement ${id}`,
        next: "Prepare the run again, or have a person defer the requirement.",
      }));
  },
};
