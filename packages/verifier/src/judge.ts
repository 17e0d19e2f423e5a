import { verdictOf, type Evidence, type Verdict } from "@fabrikk/state";

import type { Claim } from "./claim.ts";
import { judgeArtifacts } from "./conditions/artifacts.ts";
import { judgeAskFirst, judgeNever } from "./conditions/boundaries.ts";
import { judgeChange } from "./conditions/change.ts";
import { judgeChecks } from "./conditions/checks.ts";
import { judgeClaimedCommand } from "./conditions/claimed-command.ts";
import { judgeRepository, judgeTree } from "./conditions/integrity.ts";
import { judgeOwnership, judgeProtectedPaths } from "./conditions/ownership.ts";
import { judgeResult } from "./conditions/result.ts";
import { judgeReviewedFiles, judgeScan } from "./conditions/self-review.ts";
import { judgeSession } from "./conditions/session.ts";
import { judgeStanding } from "./conditions/standing.ts";
import { judgeTestLevels } from "./conditions/test-levels.ts";

/**
 * Judges one attempt by facts (FAB-VER-001). Pure: the same claim and evidence give the same bytes, and neither a
 * transcript nor the worker's free text changes one of them (FAB-TOP-010). The change is looked at only where there is a
 * tree, the self-review only where there is a result; their absence is a condition of its own.
 */
export function judge(claim: Claim, evidence: readonly Evidence[]): Verdict {
  const { task, settlement } = claim;
  return verdictOf([
    judgeSession(settlement),
    judgeResult(task, settlement),
    judgeRepository(settlement),
    judgeTree(settlement),
    ...aboutChange(claim),
    ...aboutSelfReview(claim, evidence),
    ...(settlement.tree === null ? [] : judgeChecks({ tree: settlement.tree, checks: task.checks }, evidence)),
  ]);
}

/** What the change is, first whether it is there at all: a missing test says more than the checks that fail for it. */
function aboutChange({ task, settlement, boundaries, redone = null }: Claim): Verdict["conditions"] {
  const { tree, changes } = settlement;
  if (tree === null) return [];
  const standing = judgeStanding(task, changes, redone);
  return [
    judgeProtectedPaths(changes),
    judgeOwnership(task.scope, changes),
    judgeNever(boundaries, changes),
    judgeAskFirst(boundaries, changes),
    ...(standing === null ? [judgeChange(task, changes), judgeTestLevels(task, changes)] : [standing]),
  ];
}

function aboutSelfReview({ task, settlement, files }: Claim, evidence: readonly Evidence[]): Verdict["conditions"] {
  const { tree, changes, result: reading } = settlement;
  if (tree === null || reading.state !== "read") return [];
  const { result } = reading;
  return [
    judgeScan(result),
    judgeReviewedFiles(result, changes),
    judgeArtifacts(result, { changes, files }),
    judgeClaimedCommand({ task, tree, result }, evidence),
  ];
}
