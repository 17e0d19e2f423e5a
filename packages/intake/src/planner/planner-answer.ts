import { RequirementId, TestLevel } from "@fabrikk/state";
import { z } from "zod";

import { oneLine } from "../asking/one-line.ts";

const Globs = z.array(z.string().min(1).max(300)).max(200);

/**
 * What the planner answers (FAB-PLAN-010). It has no place for checks, commands or the class of a task: an agent does not decide how
 * its peers' work is verified. Test levels can only be added.
 */
export const PlannerAnswer = z.strictObject({
  groupings: z
    .array(
      z.strictObject({
        title: oneLine(200),
        requirement_ids: z.array(RequirementId).min(1),
        owned: Globs.default([]),
        shared: Globs.default([]),
        read_only: Globs.default([]),
        test_levels: z.array(TestLevel).default([]),
        /** Requirements of other groupings whose work must be there first. */
        needs: z.array(RequirementId).max(100).default([]),
        reason: oneLine(500),
      }),
    )
    .max(5000),
  assumptions: z.array(oneLine(500)).max(50).default([]),
});
export type PlannerAnswer = z.infer<typeof PlannerAnswer>;

/** A grouping as the planner proposes it. */
export type ProposedGrouping = PlannerAnswer["groupings"][number];
