import type { Grouping } from "@fabrikk/state";

import { globCovers } from "../glob/glob-covers.ts";
import { mustParseGlob } from "../glob/must-parse-glob.ts";
import { scopeWithTests } from "../scope/scope-with-tests.ts";
import type { PlanRule } from "./plan-rule.ts";

/**
 * FAB-INT-005: in hold mode no task may change files outside of the approved scope, which is what the spec's own groupings name, with
 * the test neighbours of that. Files that an agent or fabrikk proposed (FAB-PLAN-010) widen nothing.
 */
export const scopeModeHeld: PlanRule = {
  condition: "scope-mode-held",
  breaches: ({ tasks }, { scope_mode, groupings }) => {
    if (scope_mode !== "hold") return [];
    const isApproved = approvedScope(groupings);
    return tasks
      .filter(({ unscoped }) => !unscoped)
      .flatMap(({ id, scope }) => {
        const inside = scopeWithTests({ owned: scope.owned.filter(isApproved), read_only: [], shared: [] });
        const besides = new Set(inside.owned);
        return [...scope.owned, ...scope.shared]
          .filter((text) => !besides.has(text) && !isApproved(text))
          .map((text) => ({
            value: "fail",
            code: "FABRIKK_COMPILER_OUT_OF_SCOPE",
            message: `the task ${id} may change ${text}, which is outside of the approved scope`,
            next: "Hold mode allows only the files that the spec itself names: name the file there, or narrow the task.",
          }));
      });
  },
};

function approvedScope(groupings: readonly Grouping[]): (text: string) => boolean {
  const scopes = groupings
    .filter(({ proposed_by }) => proposed_by === undefined)
    .map(({ scope }) => scopeWithTests(scope));
  const approved = [...new Set(scopes.flatMap(({ owned, shared }) => [...owned, ...shared]))].map(mustParseGlob);
  const keys = new Set(approved.map(({ key }) => key));
  const patterns = approved.filter(({ key }) => /[*?[{]/.test(key));
  return (text) => {
    const glob = mustParseGlob(text);
    return keys.has(glob.key) || patterns.some((pattern) => globCovers(pattern, glob));
  };
}

/** A task without files owns everything and runs alone (design, section 1): told, and refused in hold mode. */
export const tasksScoped: PlanRule = {
  condition: "tasks-scoped",
  breaches: ({ tasks }, { scope_mode }) =>
    tasks
      .filter(({ unscoped }) => unscoped)
      .map(({ id, requirement_ids }) => ({
        value: scope_mode === "hold" ? "fail" : "warn",
        code: "FABRIKK_COMPILER_TASK_UNSCOPED",
        message: `the task ${id} (${requirement_ids.join(", ")}) names no files: it may change everything and runs alone`,
        next: "Add a `Files:` line under its requirements.",
      })),
};
