import { hash } from "node:crypto";

import type { CommitRecord, CommitSpec } from "@fabrikk/state/ports";

/** A commit to make, with any number of parents. */
type CommitFields = Omit<CommitSpec, "parent"> & { readonly parents: readonly string[] };

/** The commits of a simulated repository. Their ids follow from their fields alone, as git's do. */
export interface MemoryCommits {
  store(fields: CommitFields): string;
  read(commit: string): CommitRecord;
  /** Commits reachable from `to` and not from `from`, newest first, children before their parents. */
  log(from: string, to: string): readonly CommitRecord[];
}

export function createMemoryCommits(): MemoryCommits {
  const commits = new Map<string, CommitRecord>();
  const read = (id: string): CommitRecord => {
    const commit = commits.get(id);
    if (commit === undefined) throw new Error(`there is no commit ${id}`);
    return commit;
  };
  /** Parents before their children. */
  const collect = (id: string, found: Map<string, CommitRecord>): Map<string, CommitRecord> => {
    if (found.has(id)) return found;
    const commit = read(id);
    for (const parent of commit.parents) collect(parent, found);
    return found.set(id, commit);
  };
  return {
    read,
    store: ({ tree, parents, message, at }) => {
      const commit = hash("sha1", JSON.stringify([tree, parents, message, at]));
      commits.set(commit, { commit, tree, parents, message, trailers: trailersOf(message) });
      return commit;
    },
    log: (from, to) => {
      const known = collect(from, new Map());
      return [...collect(to, new Map()).values()].filter(({ commit }) => !known.has(commit)).toReversed();
    },
  };
}

/** The trailers are the last paragraph, if every line of it is one. */
function trailersOf(message: string): CommitRecord["trailers"] {
  const [, ...paragraphs] = message.trimEnd().split(/\n{2,}/);
  const lines = paragraphs.at(-1)?.split("\n") ?? [];
  const trailers = lines.flatMap((line) => {
    const [, key, value] = /^([A-Za-z][A-Za-z-]*): *(.*)$/.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [{ key, value }];
  });
  return trailers.length === lines.length ? trailers : [];
}
