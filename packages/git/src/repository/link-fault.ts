import type { WorkspaceFault } from "@fabrikk/state";

import { showPath } from "../show-path.ts";
import { meansGitFolder } from "./path-faults.ts";

/**
 * What is wrong with a symbolic link, if anything. Its target must stay in the tree: relative, no more steps up than its
 * folder is deep, and no step up after a step down, which could lead out by way of another link.
 */
export function linkFault(path: string, target: string): WorkspaceFault | null {
  const problem = targetProblem(path, target);
  if (problem === null) return null;
  return { kind: "symlink", detail: `the link ${showPath(path)} to ${showPath(target)} ${problem}` };
}

function targetProblem(path: string, target: string): string | null {
  if (/^([/\\]|[A-Za-z]:)/.test(target)) return "is absolute";
  const names = target.split("/").filter((name) => name !== "" && name !== ".");
  const firstDown = names.findIndex((name) => name !== "..");
  const up = firstDown === -1 ? names.length : firstDown;
  if (up > path.split("/").length - 1 || names.slice(up).includes("..")) return "may lead out of the tree";
  return names.some(meansGitFolder) ? "leads into a git folder" : null;
}
