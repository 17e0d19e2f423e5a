import { z } from "zod";

/** The JSON file a worker leaves in its outbox: a claim about facts, not a fact (design, section 4). */
export const Result = z.strictObject({
  type: z.literal("result"),
  task_id: z.string().min(1),
  status: z.enum(["done", "blocked", "failed"]),
  detail: z.string(),
  artifacts: z.array(z.string()),
  self_review: z.strictObject({
    scan_clean: z.boolean(),
    review: z.string(),
    files_reviewed: z.array(z.string()),
    verification_command: z.string(),
    verification_exit_code: z.int().nullable(),
  }),
});
export type Result = z.infer<typeof Result>;
