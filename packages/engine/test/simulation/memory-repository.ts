import { FabrikkError, hashJson, type Change } from "@fabrikk/state";
import type { CommitRecord, CommitSpec, Overlay, Repository } from "@fabrikk/state/ports";

type Files = ReadonlyMap<string, string>;

/** A repository in memory: what survives a simulated crash. Object ids follow from content, as git's do. */
export interface MemoryRepository extends Repository {
  /** Stores files as a tree. */
  storeTree(files: Files): string;
  filesOf(tree: string): Files;
  /** Commits files on a branch that is not fabrikk's: the user's side. */
  commitAsUser(files: Files): string;
  readonly refs: ReadonlyMap<string, string>;
}

export function createMemoryRepository(initial: Files): MemoryRepository {
  const trees = new Map<string, Files>();
  const commits = new Map<string, CommitRecord>();
  const refs = new Map<string, string>();

  const storeTree = (files: Files): string => {
    const sorted = new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const id = hashJson(["tree", ...sorted]).slice(0, 40);
    trees.set(id, sorted);
    return id;
  };
  const filesOf = (tree: string): Files => {
    const files = trees.get(tree);
    if (files === undefined) throw new Error(`no tree ${tree}`);
    return files;
  };
  const commitOf = (id: string): CommitRecord => {
    const commit = commits.get(id);
    if (commit === undefined) throw new Error(`no commit ${id}`);
    return commit;
  };
  const storeCommit = (spec: Omit<CommitSpec, "parent"> & { readonly parents: readonly string[] }): string => {
    const id = hashJson(["commit", spec]).slice(0, 40);
    commits.set(id, { commit: id, tree: spec.tree, parents: spec.parents, message: spec.message, trailers: trailersOf(spec.message) });
    return id;
  };
  const changes = (from: string, to: string): Change[] => compare(filesOf(from), filesOf(to));

  const commitAsUser = (files: Files): string => {
    const parent = refs.get("refs/heads/main");
    const commit = storeCommit({ tree: storeTree(files), parents: parent === undefined ? [] : [parent], message: "base\n", at: 0 });
    refs.set("refs/heads/main", commit);
    return commit;
  };
  commitAsUser(initial);

  return {
    storeTree,
    filesOf,
    commitAsUser,
    refs,
    head: async () => ({ commit: refs.get("refs/heads/main") ?? "", branch: "main" }),
    uncommitted: async () => [],
    treeOf: async (commit) => commitOf(commit).tree,
    listFiles: async (tree) => [...filesOf(tree).keys()],
    readFile: async (tree, path) => {
      const text = filesOf(tree).get(path);
      return text === undefined ? null : new TextEncoder().encode(text);
    },
    changes: async (from, to) => changes(from, to),
    diff: async (from, to) => changes(from, to).map(({ status, path }) => `${status} ${path}\n`).join(""),
    layOver: async (base, overlays) => storeTree(overlays.reduce((files, overlay) => laidOver(files, overlay, filesOf(overlay.tree)), filesOf(base))),
    checkTree: async () => [],
    createCommit: async ({ parent, ...spec }) => storeCommit({ ...spec, parents: [parent] }),
    readRef: async (ref) => refs.get(ref) ?? null,
    moveRef: async (ref, from, to) => {
      const now = refs.get(ref) ?? null;
      if (now !== to && now !== from) throw branchMoved(ref, now);
      refs.set(ref, to);
    },
    keepTree: async (ref, { parent, ...spec }) => void refs.set(ref, storeCommit({ ...spec, parents: [parent] })),
    keepFiles: async (ref, files, at) => {
      const content = new Map(files.map((file) => [file.path, new TextDecoder().decode(file.content)]));
      refs.set(ref, storeCommit({ tree: storeTree(content), parents: [], message: "files\n", at }));
    },
    log: async (from, to) => {
      const records: CommitRecord[] = [];
      for (let id: string | undefined = to; id !== undefined && id !== from; id = commitOf(id).parents[0]) records.push(commitOf(id));
      return records;
    },
    foreignRefs: async () => Object.fromEntries([...refs].filter(([name]) => !/^refs\/(heads\/)?fabrikk\//.test(name))),
  };
}

function laidOver(files: Files, { paths }: Overlay, source: Files): Files {
  const result = new Map(files);
  for (const path of paths) {
    const text = source.get(path);
    if (text === undefined) result.delete(path);
    else result.set(path, text);
  }
  return result;
}

function compare(from: Files, to: Files): Change[] {
  const paths = [...new Set([...from.keys(), ...to.keys()])].toSorted();
  return paths.flatMap((path): Change[] => {
    if (from.get(path) === to.get(path)) return [];
    if (!to.has(path)) return [{ path, status: "deleted", mode: null }];
    return [{ path, status: from.has(path) ? "modified" : "added", mode: "100644" }];
  });
}

function trailersOf(message: string): CommitRecord["trailers"] {
  return message.split("\n").flatMap((line) => {
    const [, key, value] = /^([A-Z][A-Za-z-]+): (.*)$/.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [{ key, value }];
  });
}

function branchMoved(ref: string, now: string | null): FabrikkError {
  return new FabrikkError({ code: "FABRIKK_GIT_BRANCH_MOVED", message: `${ref} is at ${now ?? "nothing"}`, hint: "put it back" });
}
