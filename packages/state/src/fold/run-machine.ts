/** Where a run stands (FAB-RUN-005). */
export type RunStatus = "absent" | "prepared" | "approved" | "running" | "paused" | "completed" | "blocked";

/** What can happen to a run. */
export type RunTransition = "create" | "approve" | "start" | "pause" | "complete" | "block" | "update";

/**
 * Every transition there is. `start` in `running`: the engine before died without a word. Only an update of the spec leads on
 * from an end.
 */
export const runMachine: Readonly<Record<RunStatus, Readonly<Partial<Record<RunTransition, RunStatus>>>>> = {
  absent: { create: "prepared" },
  prepared: { approve: "approved", start: "running", update: "prepared" },
  approved: { approve: "approved", start: "running", update: "prepared" },
  running: {
    approve: "running",
    start: "running",
    pause: "paused",
    complete: "completed",
    block: "blocked",
    update: "prepared",
  },
  paused: { approve: "paused", start: "running", update: "prepared" },
  completed: { update: "prepared" },
  blocked: { update: "prepared" },
};
