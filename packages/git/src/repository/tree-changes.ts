import type { Change } from "@fabrikk/state";

import { git, type GitPlace } from "../run-git.ts";
import { splitRecords, type GitRecord } from "../split-records.ts";
import { utf8Path } from "./list-tree.ts";

/** One path that differs between two trees, as git says it. Mode `000000` and object `000...`: not there. */
export interface RawChange {
  readonly oldMode: string;
  readonly newMode: string;
  readonly oldObject: string;
  readonly newObject: string;
  readonly path: GitRecord;
}

/** What differs between two trees, file by file, in git's order; a file that was moved is one deleted and one added. */
export async function treeChanges(place: GitPlace, from: string, to: string): Promise<readonly Change[]> {
  const changes = await rawChanges(place, from, to);
  return changes.map((change) => ({
    path: utf8Path(change.path, to),
    status: change.oldMode === "000000" ? "added" : change.newMode === "000000" ? "deleted" : "modified",
    mode: change.newMode === "000000" ? null : change.newMode,
  }));
}

/** As {@link treeChanges}, with the objects, and with paths as they come. */
export async function rawChanges(place: GitPlace, from: string, to: string): Promise<readonly RawChange[]> {
  const output = await git(place, ["diff-tree", "-r", "-z", "--raw", "--no-renames", "--full-index", from, to]);
  const records = splitRecords(output);
  const changes: RawChange[] = [];
  for (let at = 0; at + 1 < records.length; at += 2) {
    const [oldMode = "", newMode = "", oldObject = "", newObject = ""] = records[at]?.text.slice(1).split(" ") ?? [];
    changes.push({ oldMode, newMode, oldObject, newObject, path: records[at + 1] ?? { text: "", utf8: true } });
  }
  return changes;
}
