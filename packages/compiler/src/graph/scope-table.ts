import type { Task } from "@fabrikk/state";

import { globNeighbours } from "../glob/glob-neighbours.ts";
import { isLiteralGlob, literalPath } from "../glob/literal-path.ts";
import { mustParseGlob } from "../glob/must-parse-glob.ts";
import type { Glob } from "../glob/parse-glob.ts";

/** How a task uses the files of a glob. */
export type UseMode = "owned" | "shared" | "read-only";

/** One glob of one task's scope. */
export interface ScopeUse {
  /** Index into the table's globs. */
  readonly glob: number;
  readonly mode: UseMode;
}

/** A glob that tasks name. */
interface TableGlob {
  /** As its first user in the order of texts writes it. */
  readonly text: string;
  /** Equal for globs that are written alike but for case. */
  readonly key: string;
  /** Does it match one path only? */
  readonly isPath: boolean;
}

/** The scopes of tasks by the globs they name, and which globs overlap: computed once, looked up often. */
export interface ScopeTable {
  readonly globs: readonly TableGlob[];
  /** In the order of the tasks. */
  readonly uses: readonly (readonly ScopeUse[])[];
  readonly neighbours: readonly (readonly number[])[];
  /**
   * The glob that stands for the whole repository, which no task names: an unscoped task owns it and every other one reads it, so
   * that an unscoped task runs alone. Null where no task is unscoped.
   */
  readonly everything: number | null;
}

/** Builds the table of some tasks. */
export function scopeTable(tasks: readonly Pick<Task, "scope" | "unscoped">[]): ScopeTable {
  const { globs, indexOf, neighbours } = globList();
  const everything = tasks.some(({ unscoped }) => unscoped)
    ? globs.push({ text: "**", key: "", isPath: false }) - 1
    : null;
  const uses = tasks.map(({ scope, unscoped }): readonly ScopeUse[] => {
    if (unscoped && everything !== null) return [{ glob: everything, mode: "owned" }];
    const named = [
      [scope.owned, "owned"],
      [scope.shared, "shared"],
      [scope.read_only, "read-only"],
    ] as const;
    const own = named.flatMap(([texts, mode]) => texts.map((text) => ({ glob: indexOf(text), mode })));
    return everything === null ? own : [{ glob: everything, mode: "read-only" }, ...own];
  });
  return { globs, uses, neighbours: neighbours(), everything };
}

/** Each glob once. A plan names mostly paths, far more than tasks: those are kept as their keys and not parsed into parts. */
function globList() {
  const globs: { text: string; readonly key: string; readonly isPath: boolean }[] = [];
  const patterns = new Map<number, Glob>();
  const indexes = new Map<string, number>();
  const indexOfKey = (text: string, glob: Glob): number => {
    const known = indexes.get(glob.key);
    if (known !== undefined) return known;
    const index = globs.push({ text, key: glob.key, isPath: isLiteralGlob(glob) }) - 1;
    if (!isPlainPath(glob)) patterns.set(index, glob);
    indexes.set(glob.key, index);
    return index;
  };
  const indexOf = (text: string): number => {
    const known = indexes.get(text);
    const index = known ?? indexOfKey(text, mustParseGlob(text));
    const entry = globs[index];
    if (entry !== undefined && text < entry.text) entry.text = text;
    return index;
  };
  const neighbours = (): readonly (readonly number[])[] =>
    globNeighbours(globs.map(({ key }, index) => patterns.get(index) ?? key));
  return { globs, indexOf, neighbours };
}

/** Is the key the path itself? Not where a character was escaped. */
function isPlainPath(glob: Glob): boolean {
  return glob.alternatives.length === 1 && literalPath(glob.alternatives[0] ?? []) === glob.key;
}
