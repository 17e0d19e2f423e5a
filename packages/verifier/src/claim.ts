import type { Boundaries, Settlement, StaleReason, Task } from "@fabrikk/state";

/** What a worker's attempt amounts to: the task, how the attempt settled, and the tree it left. */
export interface Claim {
  readonly task: Task;
  readonly settlement: Settlement;
  readonly boundaries: Boundaries;
  /** Every path of the settlement's tree; empty where there is no tree. */
  readonly files: ReadonlySet<string>;
  /** Where the task was done before the spec was changed, and that work is in the base: what has changed since. */
  readonly redone?: StaleReason | null;
}
