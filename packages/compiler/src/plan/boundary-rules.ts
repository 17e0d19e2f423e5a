import type { RunArtifact } from "@fabrikk/state";

import { globsIntersect } from "../glob/globs-intersect.ts";
import type { Breach, PlanRule } from "./plan-rule.ts";

/**
 * FAB-INT-006: no task owns or shares files on which work is rejected, or must ask first. Such a task could never be accepted as
 * planned. A pattern that only reaches into forbidden files is told: the rest of it can be worked on.
 */
export const boundariesKept: PlanRule = {
  condition: "boundaries-kept",
  breaches: ({ tasks }, { boundaries }) =>
    tasks
      .filter(({ unscoped }) => !unscoped)
      .flatMap(({ id, scope }) =>
        (["never", "ask_first"] as const).flatMap((list) => {
          const met = meetings([...scope.owned, ...scope.shared], boundaries[list]);
          return met.map(({ glob, path, text }) => breach(id, { list, glob, path, text }));
        }),
      ),
};

interface Meeting {
  readonly glob: string;
  readonly path: string;
  readonly text: string;
}

/** The first of a task's globs that meets a boundary's path, for each boundary. */
function meetings(globs: readonly string[], boundaries: RunArtifact["boundaries"]["never"]): readonly Meeting[] {
  return boundaries.flatMap(({ text, paths }) => {
    const met = paths.flatMap((path) =>
      globs.filter((glob) => globsIntersect(glob, path)).map((glob) => ({ glob, path })),
    );
    const exact = met.find(({ glob }) => !isPattern(glob)) ?? met[0];
    return exact === undefined ? [] : [{ ...exact, text }];
  });
}

function breach(task: string, { list, glob, path, text }: Meeting & { readonly list: "never" | "ask_first" }): Breach {
  const isNever = list === "never" && !isPattern(glob);
  return {
    value: isNever ? "fail" : "warn",
    code: "FABRIKK_COMPILER_BOUNDARY_MET",
    message: `the task ${task} may change ${glob}, and ${list === "never" ? "no work" : "no work without asking"} may touch ${path}: ${text}`,
    next: "Take the files out of the task's `Files:`, or out of the boundary.",
  };
}

function isPattern(glob: string): boolean {
  return /[*?[{]/.test(glob);
}
