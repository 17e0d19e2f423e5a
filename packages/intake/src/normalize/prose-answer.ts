import { Priority, Risk } from "@fabrikk/state";
import { z } from "zod";

import { oneLine } from "../asking/one-line.ts";

const Lines = z.tuple([z.int().positive(), z.int().positive()]);

/**
 * What the normalizer answers (FAB-INT-003). It has no place for commands, checks or files to change: what a model proposes to run
 * is never taken over.
 */
export const ProseAnswer = z.strictObject({
  requirements: z
    .array(
      z.strictObject({
        text: oneLine(2000),
        file: z.string().min(1),
        lines: Lines,
        priority: Priority,
        risk: Risk.optional(),
      }),
    )
    .max(5000),
  left_out: z
    .array(z.strictObject({ file: z.string().min(1), lines: Lines, sentence: z.string().min(1), reason: oneLine(500) }))
    .max(5000)
    .default([]),
  assumptions: z.array(oneLine(500)).max(50).default([]),
  questions: z.array(oneLine(500)).max(50).default([]),
});
export type ProseAnswer = z.infer<typeof ProseAnswer>;
