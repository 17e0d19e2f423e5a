import type { PlanRule } from "./plan-rule.ts";

/** FAB-PLAN-007: what the compile took away is told. */
export const dependenciesTrue: PlanRule = {
  condition: "dependencies-true",
  breaches: ({ false_dependencies }) =>
    false_dependencies.map(({ task, needs }) => ({
      value: "warn",
      code: "FABRIKK_COMPILER_FALSE_DEPENDENCY",
      message: `nothing makes the task ${task} wait for ${needs}: they share no file, neither reads what the other writes, and no author wrote it; it was taken away`,
      next: "Nothing; if the order is meant, write `Depends on:` under its requirement.",
    })),
};
