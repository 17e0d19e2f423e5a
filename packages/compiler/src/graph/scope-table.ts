import type { Task } from "@fabrikk/state";

import { globNeighbours } from "../glob/glob-neighbours.ts";
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

/** The scopes of tasks by the globs they name, and which globs overlap: computed once, looked up often. */
export interface ScopeTable {
  /** Each glob once, as its first user in the order of texts writes it. */
  readonly globs: readonly { readonly text: string; readonly glob: Glob }[];
  /** In the order of the tasks. An unscoped task runs alone anyway and has none. */
  readonly uses: readonly (readonly ScopeUse[])[];
  readonly neighbours: readonly (readonly number[])[];
}

/** Builds the table of some tasks. */
export function scopeTable(tasks: readonly Pick<Task, "scope" | "unscoped">[]): ScopeTable {
  const indexes = new Map<string, number>();
  const globs: { text: string; glob: Glob }[] = [];
  const parsed = new Map<string, number>();
  const indexOf = (text: string): number => {
    const known = parsed.get(text);
    if (known !== undefined) return known;
    const glob = mustParseGlob(text);
    const index = indexes.get(glob.key) ?? globs.push({ text, glob }) - 1;
    const entry = globs[index];
    if (entry !== undefined && text < entry.text) entry.text = text;
    indexes.set(glob.key, index);
    parsed.set(text, index);
    return index;
  };
  const uses = tasks.map(({ scope, unscoped }) => {
    if (unscoped) return [];
    const named = [
      [scope.owned, "owned"],
      [scope.shared, "shared"],
      [scope.read_only, "read-only"],
    ] as const;
    return named.flatMap(([texts, mode]) => texts.map((text) => ({ glob: indexOf(text), mode })));
  });
  return { globs, uses, neighbours: globNeighbours(globs.map(({ glob }) => glob)) };
}
