import type { TaskGraph } from "@fabrikk/state";

import { groupConflicts } from "./group-conflicts.ts";

/** A file that tasks of several waves touch. */
export interface HotFile {
  /** A path or glob. */
  readonly file: string;
  /** Other paths and globs that exactly the same tasks touch, such as its tests. */
  readonly alike: readonly string[];
  /** Ids of the tasks that can touch it; one of them or more can change it. */
  readonly tasks: readonly string[];
  /** Numbers of the waves in which they stand, from 1. */
  readonly waves: readonly number[];
}

/**
 * The files of a plan that tasks of several waves touch, one of them with a change (FAB-PLAN-008): what a later wave sees there is an
 * earlier one's work. Those with the most tasks first. Tasks without files are hot as `**`.
 */
export function hotFiles({ conflicts, waves }: Pick<TaskGraph, "conflicts" | "waves">): readonly HotFile[] {
  const waveOf = new Map(waves.flatMap((wave, index) => wave.map((id) => [id, index + 1] as const)));
  return groupConflicts(conflicts)
    .map(({ resources: [file = "", ...alike], tasks }) => ({
      file,
      alike,
      tasks,
      waves: [...new Set(tasks.flatMap((id) => waveOf.get(id) ?? []))].toSorted((a, b) => a - b),
    }))
    .filter((hot) => hot.waves.length > 1)
    .toSorted((a, b) => b.tasks.length - a.tasks.length || (a.file < b.file ? -1 : 1));
}
