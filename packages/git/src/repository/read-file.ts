import { readBlob, readTree } from "isomorphic-git";

import { git } from "../run-git.ts";
import { readLoose } from "./read-loose.ts";
import type { UserRepository } from "./user-repository.ts";

/** The bytes of a file of a tree (of a link: its target), or null where the tree has none at that path. */
export async function readFile(repository: UserRepository, tree: string, path: string): Promise<Uint8Array | null> {
  const loose = await readLooseFile(repository, tree, path.split("/"));
  return loose === "elsewhere" ? await readAnyFile(repository, tree, path) : loose;
}

/** Walks down the tree as long as every object on the way is loose. */
async function readLooseFile(
  repository: UserRepository,
  tree: string,
  names: readonly string[],
): Promise<Uint8Array | null | "elsewhere"> {
  let at = { type: "tree", oid: tree };
  for (const name of names) {
    if (at.type !== "tree") return null;
    const folder = await readLoose(repository, at.oid, readTree);
    if (folder === null) return "elsewhere";
    const entry = folder.tree.find(({ path }) => path === name);
    if (entry === undefined) return null;
    at = entry;
  }
  if (at.type !== "blob") return null;
  const file = await readLoose(repository, at.oid, readBlob);
  return file === null ? "elsewhere" : file.blob;
}

async function readAnyFile(repository: UserRepository, tree: string, path: string): Promise<Uint8Array | null> {
  const output = await git(repository.place, ["cat-file", "--batch", "-z"], { input: `${tree}:${path}\0` });
  const header = /^[0-9a-f]{40} (\w+) (\d+)\n/.exec(new TextDecoder().decode(output.subarray(0, 128)));
  if (header === null || header[1] !== "blob") return null;
  return output.slice(header[0].length, header[0].length + Number(header[2]));
}
