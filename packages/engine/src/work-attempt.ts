import { dispatchId, refusals, type DispatchSpec, type StepOutputOf } from "@fabrikk/state";

import { earlierAttempts, ownAttempts, taskOf } from "./attempt-of.ts";
import { headOf } from "./head-of.ts";
import { processLimits } from "./process-limits.ts";
import { retryBase } from "./retry-base.ts";
import type { Run } from "./run.ts";
import { stepKey } from "./step-marker.ts";
import type { Step } from "./step.ts";

/** What an attempt begins with: the branch as it was when it began (FAB-PLAN-008), and the tree of its workspace. */
type Beginning = Pick<DispatchSpec, "base_commit" | "base_tree" | "start_tree">;

/**
 * One attempt by a fresh worker. The pool takes a dispatch once, whatever happens: so recovery submits again, and the pool
 * answers with what came of it, or that it was lost. The branch may have moved since: what the attempt began with is its intent.
 */
export async function workAttempt(run: Run, task: string, attempt: number): Promise<Step<"work">> {
  const key = `${task}/attempt-${attempt}/work`;
  const beginning = intended(run, key) ?? (await beginningOf(run, task, attempt));
  const spec = dispatchSpec(run, { task, attempt, beginning });
  const work = () => dispatch(run, spec);
  return {
    key,
    kind: "work",
    input: { base: spec.base_tree, start: spec.start_tree, task: spec.task, attempt },
    intent: { task, attempt, ...beginning },
    run: work,
    recover: work,
  };
}

async function dispatch(run: Run, spec: DispatchSpec): Promise<StepOutputOf<"work">> {
  await run.pool.submit([spec]);
  for await (const settlement of run.pool.settlements([spec.dispatch_id], run.signal)) {
    return { kind: "work", task: spec.task.id, attempt: spec.attempt, settlement };
  }
  run.signal.throwIfAborted();
  throw new Error(`the worker pool forgot dispatch ${spec.dispatch_id}`);
}

/** What an attempt that an earlier engine started began with. */
function intended(run: Run, key: string): Beginning | null {
  const intent = run.state.steps.get(stepKey(run, key))?.intent as Partial<Beginning> | undefined;
  const { base_commit, base_tree, start_tree } = intent ?? {};
  return base_commit === undefined || base_tree === undefined || start_tree === undefined
    ? null
    : { base_commit, base_tree, start_tree };
}

async function beginningOf(run: Run, id: string, attempt: number): Promise<Beginning> {
  const { commit, tree: base } = headOf(run);
  const state = taskOf(run, id);
  const earlier = ownAttempts(run.state, earlierAttempts(state, attempt));
  return {
    base_commit: commit,
    base_tree: base,
    start_tree: await retryBase(run, { task: state.task, earlier, base }),
  };
}

function dispatchSpec(
  run: Run,
  { task: id, attempt, beginning }: { readonly task: string; readonly attempt: number; readonly beginning: Beginning },
): DispatchSpec {
  const state = taskOf(run, id);
  const { task } = state;
  const earlier = earlierAttempts(state, attempt);
  const role = task.class === "repair" ? "repair" : "worker";
  const wanted = new Set(task.requirement_ids);
  return {
    schema: 1,
    dispatch_id: dispatchId(run.id, id, attempt),
    run: run.id,
    role,
    agent: agentFor(run, role),
    task,
    attempt,
    settled_attempts: earlier.filter(({ status }) => status !== "lost" && status !== "cancelled").length,
    requirements: run.artifact.requirements.filter((requirement) => wanted.has(requirement.id)),
    boundaries: run.artifact.boundaries,
    ...beginning,
    failures: ownAttempts(run.state, earlier).flatMap((one) =>
      refusals(one).map((refusal) => ({ attempt: one.attempt, ...refusal })),
    ),
    limits: processLimits(run.config, "attempt"),
  };
}

function agentFor(run: Run, role: "worker" | "repair"): string {
  const { worker, repair } = run.config.roles;
  return (role === "repair" ? (repair ?? worker) : worker) ?? "none";
}
