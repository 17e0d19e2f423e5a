/** Where a task stands (FAB-RUN-005). */
export type TaskStatus = "pending" | "running" | "verifying" | "accepted" | "integrated" | "blocked";

/** What can happen to a task. */
export type TaskEvent =
  | "start"
  | "settle"
  | "lose"
  | "accept"
  | "refuse"
  | "integrate"
  | "reject"
  | "block"
  | "reopen"
  | "resume";

/**
 * Every transition there is; one that is not in the table is an error (FAB-RUN-005). A task whose attempt cannot
 * be judged is blocked while it is being verified, and `resume` verifies that attempt again.
 */
export const taskMachine: Readonly<Record<TaskStatus, Readonly<Partial<Record<TaskEvent, TaskStatus>>>>> = {
  pending: { start: "running", block: "blocked" },
  running: { settle: "verifying", lose: "pending" },
  verifying: { accept: "accepted", refuse: "pending", block: "blocked" },
  accepted: { integrate: "integrated", reject: "pending" },
  integrated: {},
  blocked: { reopen: "pending", resume: "verifying" },
};
