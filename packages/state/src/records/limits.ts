import { z } from "zod";

/** What ends one worker or command (FAB-EXEC-007). */
export const ProcessLimits = z.strictObject({
  /** Wall clock, milliseconds. */
  wall_ms: z.int().positive(),
  /** Time without any output, milliseconds. */
  idle_ms: z.int().positive(),
  /** Bytes on standard output and standard error together. */
  output_bytes: z.int().positive(),
});
export type ProcessLimits = z.infer<typeof ProcessLimits>;
