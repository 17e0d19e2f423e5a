import type { ScopeTable } from "../graph/scope-table.ts";

/** Work to be scheduled; a task is its index. */
export interface Workload {
  /** How long each task takes, minutes, at least 0. */
  readonly minutes: readonly number[];
  /** For each task, those that must be done before it starts, each once. */
  readonly needs: readonly (readonly number[])[];
  /** Which files each task holds while it runs; absent where none holds any. */
  readonly files?: Pick<ScopeTable, "uses" | "neighbours">;
}
