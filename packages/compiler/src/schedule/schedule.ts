/** When one task starts and ends, minutes from the start of all. */
export interface Slot {
  readonly start: number;
  readonly end: number;
}

/** When each task runs. */
export interface Schedule {
  /** In the order of the tasks. */
  readonly slots: readonly Slot[];
  /** When the last task ends; 0 where there is none. */
  readonly makespan: number;
}
