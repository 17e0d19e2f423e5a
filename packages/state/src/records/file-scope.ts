import { z } from "zod";

/**
 * The files a task is about, as globs relative to the repository (FAB-PLAN-002). `owned` may change, `read_only` may
 * not, `shared` may change with one running task at a time.
 */
export const FileScope = z.strictObject({
  owned: z.array(z.string().min(1)),
  read_only: z.array(z.string().min(1)),
  shared: z.array(z.string().min(1)),
});
export type FileScope = z.infer<typeof FileScope>;
