import { basename } from "node:path/posix";

import { FabrikkError } from "@fabrikk/state";

import { runGit } from "../run-git.ts";
import { showPath } from "../show-path.ts";
import { listTree, type TreeEntry } from "./list-tree.ts";
import { blobSizes, readBlobs } from "./read-objects.ts";
import type { UserRepository } from "./user-repository.ts";

const pointerStart = "version https://git-lfs.github.com/spec/";
const longestPointer = 1024;

/**
 * Refuses a repository whose HEAD holds what cannot be worked on: no commit at all, submodules, Git LFS pointers
 * (design, section 4: refused at once).
 */
export async function refuseHead(repository: UserRepository): Promise<void> {
  const checkout = { cwd: repository.checkoutGitDir, env: { GIT_DIR: repository.checkoutGitDir } };
  const head = await runGit(checkout, ["rev-parse", "--verify", "--quiet", "HEAD^{tree}"]);
  if (head.exitCode !== 0) throw noCommit(repository.root);
  const entries = await listTree(repository.place, new TextDecoder().decode(head.stdout).trim());
  const submodule = entries.find((entry) => entry.mode === "160000");
  if (submodule !== undefined) throw submodules(repository.root, submodule.path);
  const pointer = await findPointer(repository, entries);
  if (pointer !== undefined) throw lfsPointers(repository.root, pointer);
}

/** Pointers count only where attributes give files to LFS: elsewhere they are text, such as a test's fixture. */
async function findPointer(repository: UserRepository, entries: readonly TreeEntry[]): Promise<string | undefined> {
  const attributes = entries.filter((entry) => basename(entry.path) === ".gitattributes" && entry.mode !== "120000");
  const texts = await readBlobs(repository.place, attributes.map(objectOf));
  if (![...texts.values()].some((bytes) => /(^|\s)filter=lfs(\s|$)/m.test(new TextDecoder().decode(bytes))))
    return undefined;
  const files = entries.filter((entry) => entry.mode.startsWith("100"));
  const sizes = await blobSizes(repository.place, files.map(objectOf));
  const small = files.filter((entry) => (sizes.get(entry.object) ?? 0) <= longestPointer);
  const contents = await readBlobs(repository.place, small.map(objectOf));
  return small.find((entry) => new TextDecoder().decode(contents.get(entry.object)).startsWith(pointerStart))?.path;
}

function objectOf(entry: TreeEntry): string {
  return entry.object;
}

function noCommit(root: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_GIT_NO_COMMIT",
    message: `${root} has no commit yet`,
    hint: "Make a first commit: a run starts from it.",
  });
}

function submodules(root: string, path: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_GIT_SUBMODULES",
    message: `${root} has a submodule at ${showPath(path)}; submodules are not supported`,
    hint: "Start in the submodule's own repository, or in a branch without submodules.",
    details: { path },
  });
}

function lfsPointers(root: string, path: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_GIT_LFS_POINTERS",
    message: `${root} keeps ${showPath(path)} in Git LFS, which is not supported`,
    hint: "Start in a branch that does not keep files in Git LFS (`git lfs migrate export` takes them out).",
    details: { path },
  });
}
