import { z } from "zod";

import { Finding, FindingCategory } from "./finding.ts";

/** A finding as a reviewer writes it: its id and tier are computed, never claimed. */
export const ReviewedFinding = Finding.omit({ id: true, tier: true, source: true });
export type ReviewedFinding = z.infer<typeof ReviewedFinding>;

/** The JSON file a reviewer leaves in its outbox. Each of the eight categories has findings or is certified clean. */
export const Review = z.strictObject({
  type: z.literal("review"),
  findings: z.array(ReviewedFinding),
  certified_clean: z.array(FindingCategory),
});
export type Review = z.infer<typeof Review>;
