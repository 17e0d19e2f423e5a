import type { Condition, Settlement, WorkspaceFault } from "@fabrikk/state";

import { notPassed, passed } from "./condition.ts";

const repositoryFaults: ReadonlySet<WorkspaceFault["kind"]> = new Set([
  "commit",
  "ref",
  "hook",
  "config",
  "index",
  "attributes",
  "repository-missing",
]);

/** Did the worker leave the workspace's repository alone? Workers never commit (FAB-EXEC-005). */
export function judgeRepository({ faults }: Settlement): Condition {
  const touched = faults.filter(({ kind }) => repositoryFaults.has(kind));
  if (touched.length === 0) return passed("repository");
  return notPassed("repository", {
    value: "fail",
    code: "FABRIKK_VERIFIER_REPOSITORY_TOUCHED",
    message: `the workspace's repository was changed: ${describe(touched)}`,
    next: "change working files only: no commit, ref, hook, configuration or index",
  });
}

/** Could a tree be taken from the workspace, and is it one that may go into the repository? */
export function judgeTree({ faults, tree }: Settlement): Condition {
  const inTree = faults.filter(({ kind }) => !repositoryFaults.has(kind));
  if (inTree.length > 0) {
    return notPassed("tree", {
      value: "fail",
      code: "FABRIKK_VERIFIER_TREE_REFUSED",
      message: `the working files hold what no tree may hold: ${describe(inTree)}`,
      next: "remove or rename what is named",
    });
  }
  if (tree !== null) return passed("tree");
  return notPassed("tree", {
    value: "unknown",
    code: "FABRIKK_VERIFIER_NO_TREE",
    message: "no tree could be taken from the workspace, so nothing of the change was looked at",
    next: "make the attempt again",
  });
}

function describe(faults: readonly WorkspaceFault[]): string {
  return [...new Set(faults.map(({ kind, detail }) => `${kind}: ${detail}`))].toSorted().join("; ");
}
