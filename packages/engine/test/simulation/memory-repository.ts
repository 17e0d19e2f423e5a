import { FabrikkError } from "@fabrikk/state";
import type { CommitSpec, Repository } from "@fabrikk/state/ports";

import { checkMemoryTree } from "./check-memory-tree.ts";
import { createMemoryCommits, type MemoryCommits } from "./memory-commits.ts";
import { compareFiles, memoryFile, type MemoryFiles } from "./memory-file.ts";
import { createMemoryTrees, type MemoryTrees } from "./memory-trees.ts";

/** A repository in memory: what survives a simulated crash. */
export interface MemoryRepository extends Repository {
  /** Keeps files as a tree. */
  storeTree(files: MemoryFiles): string;
  filesOf(tree: string): MemoryFiles;
  /** What somebody else does with git: points any ref anywhere, fabrikk's own too. */
  setRef(ref: string, commit: string): void;
}

/** A repository whose `main` is checked out and holds one commit of these files. */
export function createMemoryRepository(initial: MemoryFiles): MemoryRepository {
  const trees = createMemoryTrees();
  const commits = createMemoryCommits();
  const refs = new Map<string, string>();
  const main = commits.store({ tree: trees.store(initial), parents: [], message: "base\n", at: 0 });
  refs.set("refs/heads/main", main);
  return {
    storeTree: trees.store,
    filesOf: trees.files,
    setRef: (ref, commit) => void refs.set(ref, commit),
    head: async () => ({ commit: refs.get("refs/heads/main") ?? main, branch: "main" }),
    uncommitted: async () => [],
    ...readingOf(trees, commits),
    ...refsOf(refs, trees, commits),
  };
}

function readingOf(trees: MemoryTrees, commits: MemoryCommits) {
  const changes = (from: string, to: string) => compareFiles(trees.files(from), trees.files(to));
  return {
    treeOf: async (commit) => commits.read(commit).tree,
    listFiles: async (tree) => [...trees.files(tree).keys()],
    readFile: async (tree, path) => trees.files(tree).get(path)?.content ?? null,
    changes: async (from, to) => changes(from, to),
    diff: async (from, to) =>
      changes(from, to)
        .map(({ path }) => diffOf(path, trees.files(from), trees.files(to)))
        .join(""),
    layOver: async (base, overlays) => trees.layOver(base, overlays),
    checkTree: async (base, tree) => checkMemoryTree(trees.files(base), trees.files(tree)),
    createCommit: async (spec) => commits.store(withParents(spec)),
    log: async (from, to) => commits.log(from, to),
  } satisfies Partial<Repository>;
}

function refsOf(refs: Map<string, string>, trees: MemoryTrees, commits: MemoryCommits) {
  const setOwn = (ref: string, commit: string): void => {
    if (!isOwnRef(ref)) throw new Error(`${ref} is not a ref of fabrikk's own: it is never written`);
    refs.set(ref, commit);
  };
  return {
    readRef: async (ref) => refs.get(ref) ?? null,
    moveRef: async (ref, from, to) => {
      const now = refs.get(ref) ?? null;
      if (now !== to && now !== from) throw branchMoved(ref, now);
      setOwn(ref, to);
    },
    keepTree: async (ref, spec) => {
      const kept = refs.get(ref);
      const same = kept === undefined ? null : commits.read(kept);
      if (same?.tree === spec.tree && same.parents[0] === spec.parent) return;
      setOwn(ref, commits.store(withParents(spec, kept)));
    },
    keepFiles: async (ref, files, at) => {
      const tree = trees.store(new Map(files.map(({ path, content }) => [path, memoryFile(content)])));
      setOwn(ref, commits.store({ tree, parents: [], message: "files of a run\n", at }));
    },
    foreignRefs: async () => Object.fromEntries([...refs].filter(([ref]) => !isOwnRef(ref))),
  } satisfies Partial<Repository>;
}

function isOwnRef(ref: string): boolean {
  return /^refs\/(heads\/)?fabrikk\//.test(ref);
}

function withParents({ parent, ...fields }: CommitSpec, second?: string) {
  return { ...fields, parents: second === undefined ? [parent] : [parent, second] };
}

/** Every line that was, then every line that is: for people, never applied. */
function diffOf(path: string, from: MemoryFiles, to: MemoryFiles): string {
  const lines = (files: MemoryFiles, mark: string): string => {
    return (files.get(path)?.text ?? "").replaceAll(/^(?=.)/gm, mark);
  };
  return `--- a/${path}\n+++ b/${path}\n${lines(from, "-")}${lines(to, "+")}`;
}

function branchMoved(ref: string, now: string | null): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_GIT_BRANCH_MOVED",
    message: `${ref} is at ${now ?? "nowhere"}`,
    hint: "put it back",
  });
}
