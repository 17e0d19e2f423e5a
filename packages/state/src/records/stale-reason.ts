import { z } from "zod";

/**
 * Why a task of a changed plan is done again (FAB-TOP-003). `requirements`: their words are others; `task`: its files, checks, levels or class;
 * `rules`: boundaries, gate or scope mode; `dependency`: it needs a task that is new or done again.
 */
export const StaleReason = z.enum(["requirements", "task", "rules", "dependency"]);
export type StaleReason = z.infer<typeof StaleReason>;
