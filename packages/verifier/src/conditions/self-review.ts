import type { Change, Condition, Result } from "@fabrikk/state";

import { claimedPaths } from "./claimed-path.ts";
import { notPassed, passed } from "./condition.ts";
import { namePaths } from "./name-paths.ts";
import { isReviewable } from "./reviewable.ts";

/** Does the worker itself say that its scan found nothing? */
export function judgeScan({ self_review }: Result): Condition {
  if (self_review.scan_clean) return passed("self-review-scan");
  return notPassed("self-review-scan", {
    value: "fail",
    code: "FABRIKK_VERIFIER_SCAN_NOT_CLEAN",
    message: "the worker's own scan of its change was not clean, and it reports the task as done",
    next: "mend what the scan found, then report done",
  });
}

/** Changed files are among those named as reviewed, except deleted, lock, binary and generated ones (FAB-VER-002). */
export function judgeReviewedFiles({ self_review }: Result, changes: readonly Change[]): Condition {
  const reviewed = new Set(self_review.files_reviewed.flatMap(claimedPaths));
  const unread = changes
    .filter(({ path, status }) => status !== "deleted" && isReviewable(path) && !reviewed.has(path))
    .map(({ path }) => path);
  if (unread.length === 0) return passed("self-review-files");
  return notPassed("self-review-files", {
    value: "fail",
    code: "FABRIKK_VERIFIER_NOT_REVIEWED",
    message: `changed and not named in files_reviewed: ${namePaths(unread)}`,
    next: "read these files again, and name them in self_review.files_reviewed",
  });
}
