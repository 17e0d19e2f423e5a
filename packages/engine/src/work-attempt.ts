import { dispatchId, refusals, type DispatchSpec, type StepOutputOf } from "@fabrikk/state";

import { earlierAttempts, taskOf } from "./attempt-of.ts";
import { headOf } from "./head-of.ts";
import { processLimits } from "./process-limits.ts";
import { retryBase } from "./retry-base.ts";
import type { Run } from "./run.ts";
import type { Step } from "./step.ts";

/**
 * One attempt by a fresh worker. The pool takes a dispatch once, whatever happens: so recovery submits again, and the pool
 * answers with what came of it, or that it was lost.
 */
export async function workAttempt(run: Run, task: string, attempt: number): Promise<Step<"work">> {
  const spec = await dispatchSpec(run, task, attempt);
  const work = () => dispatch(run, spec);
  return {
    key: `${task}/attempt-${attempt}/work`,
    kind: "work",
    input: { base: spec.base_tree, start: spec.start_tree, task: spec.task, attempt },
    intent: { task, attempt },
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

async function dispatchSpec(run: Run, id: string, attempt: number): Promise<DispatchSpec> {
  const { task, ...state } = taskOf(run, id);
  const earlier = earlierAttempts({ task, ...state }, attempt);
  const head = headOf(run);
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
    base_commit: head.commit,
    base_tree: head.tree,
    start_tree: await retryBase(run, task, earlier),
    failures: earlier.flatMap((one) => refusals(one).map((refusal) => ({ attempt: one.attempt, ...refusal }))),
    limits: processLimits(run.config, "attempt"),
  };
}

function agentFor(run: Run, role: "worker" | "repair"): string {
  const { worker, repair } = run.config.roles;
  return (role === "repair" ? (repair ?? worker) : worker) ?? "none";
}
