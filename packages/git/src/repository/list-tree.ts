import { FabrikkError } from "@fabrikk/state";

import { git, type GitPlace } from "../run-git.ts";
import { showPath } from "../show-path.ts";
import { splitRecords, type GitRecord } from "../split-records.ts";

/** One file, link or submodule of a tree, with its whole path. */
export interface TreeEntry {
  /** `100644`, `100755`, `120000` (link) or `160000` (submodule). */
  readonly mode: string;
  readonly object: string;
  readonly path: string;
}

/** Everything in a tree and its folders, in git's order. Throws `FABRIKK_GIT_PATH_ENCODING` on a path that is not UTF-8. */
export async function listTree(place: GitPlace, tree: string): Promise<readonly TreeEntry[]> {
  const output = await git(place, ["ls-tree", "-r", "-z", "--full-tree", tree]);
  return splitRecords(output).map((record) => {
    const tab = record.text.indexOf("\t");
    const [mode = "", , object = ""] = record.text.slice(0, tab).split(" ");
    return { mode, object, path: utf8Path({ ...record, text: record.text.slice(tab + 1) }, tree) };
  });
}

/** The path of a record, or `FABRIKK_GIT_PATH_ENCODING` where it is not UTF-8. */
export function utf8Path(record: GitRecord, tree: string): string {
  if (record.utf8) return record.text;
  throw new FabrikkError({
    code: "FABRIKK_GIT_PATH_ENCODING",
    message: `the path ${showPath(record.text)} in tree ${tree} is not UTF-8`,
    hint: "Rename the file to a UTF-8 name and commit that.",
  });
}
