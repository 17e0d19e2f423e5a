/** Where a task stands (FAB-RUN-005). */
export type TaskStatus = "pending" | "running" | "verifying" | "accepted" | "integrated" | "blocked";

/** What can happen to a task. */
export type TaskEvent =
  | "start"
  | "settle"
  | "lose"
  | "accept"
  | "refuse"
  | "doubt"
  | "integrate"
  | "reject"
  | "block"
  | "reopen";

/**
 * Every transition there is; one that is not in the table is an error (FAB-RUN-005). `doubt` is a verdict of unknown: it
 * uses no retry, and a `block` that asks a person follows it.
 */
export const taskMachine: Readonly<Record<TaskStatus, Readonly<Partial<Record<TaskEvent, TaskStatus>>>>> = {
  pending: { start: "running", block: "blocked" },
  running: { settle: "verifying", lose: "pending" },
  verifying: { accept: "accepted", refuse: "pending", doubt: "pending" },
  accepted: { integrate: "integrated", reject: "pending" },
  integrated: {},
  blocked: { reopen: "pending" },
};
