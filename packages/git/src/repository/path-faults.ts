import type { WorkspaceFault } from "@fabrikk/state";

import { showPath } from "../show-path.ts";
import type { GitRecord } from "../split-records.ts";

/** Characters that HFS+ ignores in names. */
const ignoredByHfs = /[\u200C-\u200F\u202A-\u202E\u206A-\u206F\uFEFF]/g;

/** What is wrong with a path, if anything: a tree holds only paths that mean the same, and are harmless, on every system. */
export function pathFaults(path: GitRecord): readonly WorkspaceFault[] {
  const shown = showPath(path.text);
  const names = path.text.split("/");
  const problems = [
    path.utf8 ? null : "is not UTF-8",
    /\p{Cc}/u.test(path.text) ? "holds control characters" : null,
    path.text.startsWith("/") ? "is absolute" : null,
    names.some((name) => name === "." || name === "..") ? "leaves its folder" : null,
    !path.text.startsWith("/") && names.includes("") ? "has an empty name" : null,
    names.some(meansGitFolder) ? "names a git folder" : null,
  ];
  return problems.flatMap((problem) =>
    problem === null ? [] : [{ kind: "path" as const, detail: `${shown} ${problem}` }],
  );
}

/** Is this name `.git` to some file system? Case, ignored characters, short names, streams and trailing dots or spaces count. */
export function meansGitFolder(name: string): boolean {
  const [plain = ""] = name.replace(ignoredByHfs, "").toLowerCase().split(":");
  return /^(\.git|git~1)[ .]*$/.test(plain);
}
