import { classifyPath } from "@fabrikk/compiler";
import { gateChecks, hashJson, type Evidence, type StepOutputOf, type TaskState, type Verdict } from "@fabrikk/state";
import type { Overlay } from "@fabrikk/state/ports";
import { collectEvidence, judgeCombined } from "@fabrikk/verifier";

import { afterLeftovers } from "./after-leftovers.ts";
import { holds } from "./decide-outcome.ts";
import { evidenceRequest } from "./evidence-request.ts";
import { headOf } from "./head-of.ts";
import { PersonNeeded } from "./person-needed.ts";
import type { Run } from "./run.ts";
import type { Step } from "./step.ts";

/** One accepted attempt, ready to be laid over the branch. */
interface Accepted extends Overlay {
  readonly state: TaskState;
  readonly task: string;
  readonly attempt: number;
}

/**
 * Lays the wave's accepted work over the branch, in task-id order, and verifies the combined tree: the quality gate and
 * every task's checks (FAB-VER-011). Moves nothing yet. Null when nothing was accepted. Follows from trees alone, so
 * recovery does it again.
 */
export function integrateWave(run: Run): Step<"integrate"> | null {
  const accepted = [...run.state.tasks.values()]
    .filter(({ status }) => status === "accepted")
    .map(acceptedAttempt)
    .toSorted(byTask);
  if (accepted.length === 0) return null;
  const base = headOf(run);
  const input = { base: base.commit, accepted: accepted.map(({ task, attempt, tree }) => ({ task, attempt, tree })) };
  const integrate = () => combine(run, accepted);
  return {
    key: `integrate/${hashJson(input).slice(0, 12)}`,
    kind: "integrate",
    input,
    run: integrate,
    recover: afterLeftovers(run, markerOf(run), integrate),
  };
}

async function combine(run: Run, accepted: readonly Accepted[]): Promise<StepOutputOf<"integrate">> {
  const base = headOf(run);
  const trees = await layOneByOne(run, accepted);
  const whole = await verifyCombined(run, trees.at(-1) ?? base.tree, accepted);
  if (holds(whole.verdict))
    return outputOf(run, {
      kept: accepted.map((one, index) => ({ ...one, tree: trees[index] ?? base.tree })),
      rejected: [],
      evidence: whole.evidence,
    });
  if (whole.verdict.value === "unknown") throw new PersonNeeded("the wave's combined tree", whole.verdict);
  return await replaySingly(run, accepted, whole.evidence);
}

/** The combined tree is red: one task after the other, and whatever breaks it goes back with that failure. */
async function replaySingly(
  run: Run,
  accepted: readonly Accepted[],
  seen: readonly Evidence[],
): Promise<StepOutputOf<"integrate">> {
  let tree = headOf(run).tree;
  const kept: Accepted[] = [];
  const rejected: { task: string; attempt: number; verdict: Verdict }[] = [];
  const evidence: Evidence[] = [...seen];
  for (const one of accepted) {
    const candidate = await run.repository.layOver(tree, [one]);
    const measured = await verifyCombined(run, candidate, [...kept, one]);
    evidence.push(...measured.evidence);
    if (holds(measured.verdict)) {
      kept.push({ ...one, tree: candidate });
      tree = candidate;
    } else if (measured.verdict.value === "unknown")
      throw new PersonNeeded(`task ${one.task} on the combined tree`, measured.verdict);
    else rejected.push({ task: one.task, attempt: one.attempt, verdict: measured.verdict });
  }
  return outputOf(run, { kept, rejected, evidence });
}

/** The trees with the first, the first two, ... tasks laid over: one commit each. */
async function layOneByOne(run: Run, accepted: readonly Accepted[]): Promise<readonly string[]> {
  let tree = headOf(run).tree;
  const trees: string[] = [];
  for (const one of accepted) {
    tree = await run.repository.layOver(tree, [one]);
    trees.push(tree);
  }
  return trees;
}

async function verifyCombined(
  run: Run,
  tree: string,
  accepted: readonly Accepted[],
): Promise<{ verdict: Verdict; evidence: readonly Evidence[] }> {
  const checks = [...gateChecks(run.artifact.quality_gate), ...accepted.flatMap(({ state }) => state.task.checks)];
  const evidence = await collectEvidence(run, {
    ...evidenceRequest(run, { tree, checks, task: "integration" }),
    commit: headOf(run).commit,
    name: `integrate-${tree.slice(0, 12)}`,
    marker: markerOf(run),
    evidenceFolder: `integrations/${tree.slice(0, 12)}`,
  });
  return { verdict: judgeCombined({ tree, checks, evidence }), evidence };
}

interface Combination {
  readonly kept: readonly Accepted[];
  readonly rejected: StepOutputOf<"integrate">["rejected"];
  readonly evidence: readonly Evidence[];
}

function outputOf(run: Run, { kept, rejected, evidence }: Combination): StepOutputOf<"integrate"> {
  const unique = new Map(evidence.map((one) => [one.id, one]));
  return {
    kind: "integrate",
    base_commit: headOf(run).commit,
    integrated: kept.map(({ task, attempt, tree, state }) => ({
      task,
      attempt,
      tree,
      requirement_ids: state.task.requirement_ids,
    })),
    rejected,
    evidence: [...unique.values()],
  };
}

function markerOf(run: Run): string {
  return `${run.id}/integrate/${headOf(run).commit.slice(0, 12)}`;
}

function acceptedAttempt(state: TaskState): Accepted {
  const attempt = state.attempts.findLast(({ status }) => status === "accepted");
  const settlement = attempt?.settlement ?? null;
  if (attempt === undefined || settlement === null || settlement.tree === null)
    throw new Error(`task ${state.task.id} is accepted without a tree`);
  const paths = settlement.changes
    .map(({ path }) => path)
    .filter((path) => ["owned", "shared"].includes(classifyPath(state.task.scope, path)));
  return { state, task: state.task.id, attempt: attempt.attempt, tree: settlement.tree, paths };
}

function byTask(a: Accepted, b: Accepted): number {
  return a.task < b.task ? -1 : 1;
}
