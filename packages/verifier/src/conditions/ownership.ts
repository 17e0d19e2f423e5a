import { mayChange } from "@fabrikk/compiler";
import type { Change, Condition, FileScope } from "@fabrikk/state";

import { notPassed, passed } from "./condition.ts";
import { namePaths } from "./name-paths.ts";

/** fabrikk's own files always come from the base (design, section 5): no scope may own them. */
export function judgeProtectedPaths(changes: readonly Change[]): Condition {
  const touched = changes.filter(({ path }) => isProtected(path)).map(({ path }) => path);
  if (touched.length === 0) return passed("protected-paths");
  return notPassed("protected-paths", {
    value: "fail",
    code: "FABRIKK_VERIFIER_PROTECTED_PATH",
    message: `no task may change fabrikk's own files: ${namePaths(touched)}`,
    next: "leave .fabrikk folders and fabrikk.config.* as they are",
  });
}

/** Every changed path is owned by the task, or shared with it (FAB-EXEC-003). */
export function judgeOwnership(scope: FileScope, changes: readonly Change[]): Condition {
  const outside = changes.filter(({ path }) => !mayChange(scope, path)).map(({ path }) => path);
  if (outside.length === 0) return passed("ownership");
  return notPassed("ownership", {
    value: "fail",
    code: "FABRIKK_VERIFIER_OUT_OF_SCOPE",
    message: `changed outside the task's file scope: ${namePaths(outside)}`,
    next: "undo these changes; where the task cannot be done without them, report blocked with the paths and the reason",
  });
}

function isProtected(path: string): boolean {
  const folded = path.toLowerCase();
  return folded.split("/").includes(".fabrikk") || folded.startsWith("fabrikk.config.");
}
