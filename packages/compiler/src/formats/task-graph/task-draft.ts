import type { WorkItem } from "../work-items/work-item.ts";

/** A task or subtask as its document describes it, before it is known what the ids in it mean. */
export interface TaskDraft {
  /** Null where it has none. */
  readonly id: string | null;
  /** Null for a task that is over: it is left out. */
  readonly item: WorkItem | null;
  /** The id of the task that it is a part of. */
  readonly parent: string | null;
  /** Stands before ids that are numbers. */
  readonly idPrefix: string;
  /** The number of the wave that it names itself; null for none. */
  readonly wave: number | null;
}
