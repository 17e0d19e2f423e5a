import { hashJson, verdictOf, type Evidence, type StepOutputOf, type Verdict } from "@fabrikk/state";

import type { AcceptedAttempt } from "./accepted-attempt.ts";
import { holds } from "./decide-outcome.ts";
import { headOf } from "./head-of.ts";
import { movedPaths } from "./moved-paths.ts";
import { PersonNeeded } from "./person-needed.ts";
import type { Run } from "./run.ts";
import { stepMarker } from "./step-marker.ts";
import type { Step } from "./step.ts";
import { combinedVerifier, type VerifyCombined } from "./verify-combined.ts";

type Rejected = StepOutputOf<"integrate">["rejected"][number];

/** What becomes of accepted work. */
interface Combination {
  readonly kept: readonly AcceptedAttempt[];
  readonly rejected: readonly Rejected[];
  readonly evidence: readonly Evidence[];
}

/**
 * Lays accepted work over the branch, in the order given, and verifies the combined tree (FAB-VER-011): a wave's, or one
 * task's. Moves nothing yet. Follows from trees alone, so recovery does it again.
 */
export function integrateAttempts(run: Run, accepted: readonly AcceptedAttempt[]): Step<"integrate"> {
  const base = headOf(run);
  const input = { base: base.commit, accepted: accepted.map(({ task, attempt, tree }) => ({ task, attempt, tree })) };
  const key = `integrate/${hashJson(input).slice(0, 12)}`;
  const integrate = async (): Promise<StepOutputOf<"integrate">> => {
    const { fresh, stale } = await partByBase(run, accepted);
    const combination = await combine(run, fresh, combinedVerifier(run, stepMarker(run, key)));
    return outputOf(base.commit, { ...combination, rejected: [...stale, ...combination.rejected] });
  };
  return { key, kind: "integrate", input, run: integrate, recover: integrate };
}

async function combine(run: Run, accepted: readonly AcceptedAttempt[], verify: VerifyCombined): Promise<Combination> {
  if (accepted.length === 0) return { kept: [], rejected: [], evidence: [] };
  const kept = await layOneByOne(run, accepted);
  const whole = await verify(kept.at(-1)?.tree ?? headOf(run).tree, accepted);
  if (holds(whole.verdict)) return { kept, rejected: [], evidence: whole.evidence };
  if (whole.verdict.value === "unknown") throw new PersonNeeded("the combined tree", whole.verdict);
  const singly = await replaySingly(run, accepted, verify);
  return { ...singly, evidence: [...whole.evidence, ...singly.evidence] };
}

/** The combined tree is red: one task after the other, and whatever breaks it goes back with that failure. */
async function replaySingly(
  run: Run,
  accepted: readonly AcceptedAttempt[],
  verify: VerifyCombined,
): Promise<Combination> {
  let tree = headOf(run).tree;
  const kept: AcceptedAttempt[] = [];
  const rejected: Rejected[] = [];
  const evidence: Evidence[] = [];
  for (const one of accepted) {
    const candidate = await run.repository.layOver(tree, [one]);
    const { verdict, evidence: seen } = await verify(candidate, [...kept, one]);
    if (verdict.value === "unknown") throw new PersonNeeded(`task ${one.task} on the combined tree`, verdict);
    evidence.push(...seen);
    if (holds(verdict)) {
      kept.push({ ...one, tree: candidate });
      tree = candidate;
    } else rejected.push({ task: one.task, attempt: one.attempt, verdict });
  }
  return { kept, rejected, evidence };
}

/** The attempts with the trees that hold the first, the first two, ... of them: one commit each. */
async function layOneByOne(run: Run, accepted: readonly AcceptedAttempt[]): Promise<readonly AcceptedAttempt[]> {
  let tree = headOf(run).tree;
  const laid: AcceptedAttempt[] = [];
  for (const one of accepted) {
    tree = await run.repository.layOver(tree, [one]);
    laid.push({ ...one, tree });
  }
  return laid;
}

/** Work that was begun before the branch changed the same files goes back: laying it over would take that change away. */
async function partByBase(
  run: Run,
  accepted: readonly AcceptedAttempt[],
): Promise<{ fresh: readonly AcceptedAttempt[]; stale: readonly Rejected[] }> {
  const fresh: AcceptedAttempt[] = [];
  const stale: Rejected[] = [];
  for (const one of accepted) {
    const moved = await movedPaths(run, { since: one.baseTree, until: headOf(run).tree, paths: one.paths });
    if (moved.length === 0) fresh.push(one);
    else stale.push({ task: one.task, attempt: one.attempt, verdict: staleVerdict(moved) });
  }
  return { fresh, stale };
}

function staleVerdict(moved: readonly string[]): Verdict {
  return verdictOf([
    {
      condition: "base",
      value: "fail",
      code: "FABRIKK_ENGINE_BASE_MOVED",
      message: `the branch has changed these files since the attempt began: ${moved.join(", ")}`,
      evidence: [],
      next: "do the work again on the branch as it is",
    },
  ]);
}

function outputOf(baseCommit: string, { kept, rejected, evidence }: Combination): StepOutputOf<"integrate"> {
  const unique = new Map(evidence.map((one) => [one.id, one]));
  return {
    kind: "integrate",
    base_commit: baseCommit,
    integrated: kept.map(({ task, attempt, tree, state }) => ({
      task,
      attempt,
      tree,
      requirement_ids: state.task.requirement_ids,
    })),
    rejected: [...rejected],
    evidence: [...unique.values()],
  };
}
