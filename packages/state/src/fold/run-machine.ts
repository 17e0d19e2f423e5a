/** Where a run stands (FAB-RUN-005). */
export type RunStatus = "absent" | "prepared" | "approved" | "running" | "paused" | "completed" | "blocked";

/** What can happen to a run. */
export type RunTransition = "create" | "approve" | "start" | "pause" | "complete" | "block";

/** Every transition there is. `start` in `running`: the engine before died without a word. */
export const runMachine: Readonly<Record<RunStatus, Readonly<Partial<Record<RunTransition, RunStatus>>>>> = {
  absent: { create: "prepared" },
  prepared: { approve: "approved", start: "running" },
  approved: { approve: "approved", start: "running" },
  running: { approve: "running", start: "running", pause: "paused", complete: "completed", block: "blocked" },
  paused: { approve: "paused", start: "running" },
  completed: {},
  blocked: {},
};
