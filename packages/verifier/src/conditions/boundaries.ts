import { matchesGlob } from "@fabrikk/compiler";
import type { Boundaries, BoundaryItem, Change, Condition } from "@fabrikk/state";

import { notPassed, passed } from "./condition.ts";
import { namePaths } from "./name-paths.ts";

/** Work that meets a never-boundary is rejected; only items with path globs can be seen in a change (FAB-INT-006). */
export function judgeNever({ never }: Boundaries, changes: readonly Change[]): Condition {
  const met = meetings(never, changes);
  if (met.length === 0) return passed("boundaries-never");
  return notPassed("boundaries-never", {
    value: "fail",
    code: "FABRIKK_VERIFIER_BOUNDARY_NEVER",
    message: `the change meets what is never to be done: ${met.join("; ")}`,
    next: "undo these changes",
  });
}

/** Work that meets an ask-first boundary waits for a person (FAB-INT-006). */
export function judgeAskFirst({ ask_first }: Boundaries, changes: readonly Change[]): Condition {
  const met = meetings(ask_first, changes);
  if (met.length === 0) return passed("boundaries-ask-first");
  return notPassed("boundaries-ask-first", {
    value: "unknown",
    code: "FABRIKK_VERIFIER_BOUNDARY_ASK_FIRST",
    message: `the change meets what a person is to be asked about first: ${met.join("; ")}`,
    next: "decide it in the spec: take the path out of Ask first, or put it under Never; then prepare the run again",
  });
}

function meetings(items: readonly BoundaryItem[], changes: readonly Change[]): string[] {
  return items.flatMap((item) => {
    const paths = changes.map(({ path }) => path).filter((path) => item.paths.some((glob) => matchesGlob(glob, path)));
    return paths.length === 0 ? [] : [`"${item.text}": ${namePaths(paths)}`];
  });
}
