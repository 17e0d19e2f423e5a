import type { Change, Condition, Result } from "@fabrikk/state";

import { claimedPaths } from "./claimed-path.ts";
import { notPassed, passed } from "./condition.ts";
import { namePaths } from "./name-paths.ts";

/** Everything the worker says it made is among the changes or in the tree, as a file or a folder (FAB-VER-001). */
export function judgeArtifacts(
  { artifacts }: Result,
  { changes, files }: { readonly changes: readonly Change[]; readonly files: ReadonlySet<string> },
): Condition {
  if (artifacts.length === 0) return passed("artifacts");
  const present = withFolders([...changes.map(({ path }) => path), ...files]);
  const invented = artifacts.filter((artifact) => !claimedPaths(artifact).some((path) => present.has(path)));
  if (invented.length === 0) return passed("artifacts");
  return notPassed("artifacts", {
    value: "fail",
    code: "FABRIKK_VERIFIER_ARTIFACT_MISSING",
    message: `claimed as made, and neither changed nor in the tree: ${namePaths(invented)}`,
    next: "make what is missing, or take it off the list of artifacts",
  });
}

function withFolders(paths: readonly string[]): Set<string> {
  const present = new Set(paths);
  for (const path of paths) {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1))
      present.add(path.slice(0, end));
  }
  return present;
}
