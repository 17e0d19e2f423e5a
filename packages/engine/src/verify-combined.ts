import { classifyPath } from "@fabrikk/compiler";
import { gateChecks, type Check, type Evidence, type Verdict } from "@fabrikk/state";
import { collectEvidence, judgeCombined } from "@fabrikk/verifier";

import type { AcceptedAttempt } from "./accepted-attempt.ts";
import { evidenceRequest } from "./evidence-request.ts";
import { headOf } from "./head-of.ts";
import type { Run } from "./run.ts";

/** What was measured on a combined tree, and the verdict from it. */
interface CombinedVerdict {
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
}

/** Verifies combined trees of one wave; the same tree is measured once, so that a red tree stays red. */
export type VerifyCombined = (tree: string, accepted: readonly AcceptedAttempt[]) => Promise<CombinedVerdict>;

/**
 * A combined tree is verified by the quality gate, the checks of the tasks laid over it, and the checks of tasks on the
 * branch whose files these touch (FAB-VER-011).
 */
export function combinedVerifier(run: Run, marker: string): VerifyCombined {
  const measured = new Map<string, CombinedVerdict>();
  return async (tree, accepted) => {
    const known = measured.get(tree);
    if (known !== undefined) return known;
    const checks = checksOf(run, accepted);
    const evidence = await collectEvidence(run, {
      ...evidenceRequest(run, { tree, checks, task: "integration" }),
      commit: headOf(run).commit,
      name: `integrate-${tree.slice(0, 12)}`,
      marker,
      evidenceFolder: `integrations/${tree.slice(0, 12)}`,
    });
    const combined = { verdict: judgeCombined({ tree, checks, evidence }), evidence };
    measured.set(tree, combined);
    return combined;
  };
}

function checksOf(run: Run, accepted: readonly AcceptedAttempt[]): readonly Check[] {
  const paths = accepted.flatMap((one) => one.paths);
  const users = [...run.state.tasks.values()].filter(
    ({ task, status }) => status === "integrated" && paths.some((path) => classifyPath(task.scope, path) !== "outside"),
  );
  return [
    ...gateChecks(run.artifact.quality_gate),
    ...[...accepted.map(({ state }) => state), ...users].flatMap(({ task }) => task.checks),
  ];
}
