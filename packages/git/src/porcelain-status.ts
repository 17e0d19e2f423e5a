import { splitRecords, type GitRecord } from "./split-records.ts";

/** Arguments of the call whose output {@link parseStatus} reads: every file for itself, no guesses about renames. */
export const statusArgs = ["status", "--porcelain=v2", "-z", "--untracked-files=all", "--no-renames"] as const;

/** One path of `git status --porcelain=v2`. */
export interface StatusEntry {
  readonly path: GitRecord;
  /** Against HEAD: one of git's letters, `.` when unchanged, `?` when not known to the index. */
  readonly index: string;
  /** Of the working file against the index: `.` when unchanged, `D` when gone, `?` when the index does not know it. */
  readonly worktree: string;
  /** The object that the index holds for it; null where the index does not know it. */
  readonly object: string | null;
  /** Has the working file the mode that the index holds? */
  readonly sameMode: boolean;
}

/** How many words stand before the path, by the kind of line. */
const wordsBeforePath: Readonly<Record<string, number>> = { "1": 8, u: 10, "?": 1 };

/** Reads the output of {@link statusArgs}. A nested repository ends with `/`. */
export function parseStatus(output: Uint8Array): readonly StatusEntry[] {
  return splitRecords(output).flatMap((record) => {
    const words = record.text.split(" ");
    const [kind = "", letters = ""] = words;
    const before = wordsBeforePath[kind];
    if (before === undefined) return [];
    const path = { text: words.slice(before).join(" "), utf8: record.utf8 };
    if (kind === "?") return [{ path, index: "?", worktree: "?", object: null, sameMode: false }];
    const object = kind === "1" ? (words[7] ?? null) : null;
    return [{ path, index: letters.charAt(0), worktree: letters.charAt(1), object, sameMode: words[4] === words[5] }];
  });
}
