import {
  Config,
  foldEvents,
  type JournalEntry,
  type JournalEvent,
  type RunState,
  type Settlement,
  type StepOutput,
  type Task,
  type Verdict,
} from "@fabrikk/state";

import type { Kept, PlannedUpdate } from "../src/decide-kept.ts";

const hex = (digit: string, length: number): string => digit.repeat(length);

/** Ids of the right shape, for tests that need any. */
export const ids = { sha256: hex("a", 64), commit: hex("c", 40), tree: hex("d", 40) };

/** A task with everything that a test does not care about. */
export function aTask(id: string, part: Partial<Task> = {}): Task {
  return {
    id,
    title: `Task ${id}`,
    class: "feature",
    requirement_ids: [`R-${id}`],
    scope: { owned: [`src/${id}.ts`], read_only: [], shared: [] },
    unscoped: false,
    checks: [{ kind: "command", command: "true", exit_code: 0 }],
    test_levels: ["L1"],
    priority: "must",
    risk: "medium",
    depends_on: [],
    repair: null,
    ...part,
  };
}

/** A settlement with everything that a test does not care about. */
function aSettlement(task: string, attempt: number, part: Partial<Settlement> = {}): Settlement {
  return {
    schema: 1,
    dispatch_id: `sim/${task}/${attempt}`,
    outcome: "succeeded",
    detail: "",
    failure: null,
    retry_after_ms: null,
    tree: ids.tree,
    base_tree: ids.tree,
    changes: [],
    faults: [],
    result: { state: "missing" },
    usage: null,
    duration_ms: null,
    agent: { name: "scripted", kind: "replay", version: null, model: null, session: null },
    prompt: { template: "worker@1", sha256: "" },
    salvage_ref: null,
    ...part,
  };
}

/** A verdict of one condition. */
export function aVerdict(value: Verdict["value"], message = "because"): Verdict {
  return {
    value,
    conditions: [
      {
        condition: "check",
        value,
        code: value === "pass" ? null : "FABRIKK_VERIFIER_CHECK_FAILED",
        message,
        evidence: [],
        next: null,
      },
    ],
  };
}

/** The records of one attempt that ended with this verdict; null: lost. */
export function attemptRecords(task: string, attempt: number, verdict: Verdict | null): JournalEntry[] {
  const work = `g1/${task}/attempt-${attempt}/work`;
  const verify = `g1/${task}/attempt-${attempt}/verify`;
  const settlement = aSettlement(task, attempt, { outcome: verdict === null ? "lost" : "succeeded" });
  const worked: JournalEntry[] = [
    { type: "step-started", key: work, kind: "work", digest: ids.sha256, intent: { task, attempt } },
    { type: "step-finished", key: work, output: { kind: "work", task, attempt, settlement } },
  ];
  if (verdict === null) return worked;
  return [
    ...worked,
    { type: "step-started", key: verify, kind: "verify", digest: ids.sha256, intent: null },
    { type: "step-finished", key: verify, output: { kind: "verify", task, attempt, verdict, evidence: [] } },
  ];
}

/** The records of a step of this generation, from its start to its end. */
export function stepRecords(output: StepOutput, generation = 1): JournalEntry[] {
  const key = `g${generation}/${output.kind}/x`;
  return [
    { type: "step-started", key, kind: output.kind, digest: ids.sha256, intent: null },
    { type: "step-finished", key, output },
  ];
}

/** The records by which the accepted first attempt of a task comes onto the branch. */
export function landedRecords(task: string): JournalEntry[] {
  const one = { task, attempt: 1 };
  const { commit, tree } = ids;
  return [
    ...stepRecords({
      kind: "integrate",
      base_commit: commit,
      integrated: [{ ...one, tree, requirement_ids: [`R-${task}`] }],
      rejected: [],
      evidence: [],
    }),
    ...stepRecords({
      kind: "move-branch",
      ref: "refs/heads/fabrikk/sim",
      old: commit,
      new: hex("e", 40),
      tree,
      commits: [{ ...one, commit: hex("e", 40) }],
    }),
  ];
}

/** The records of an update that keeps this, and of the new plan of these tasks. */
export function updatedRecords({ tasks: kept, open, stale, findings }: Kept, tasks: readonly Task[]): JournalEntry[] {
  return [
    {
      type: "run-updated",
      generation: 2,
      title: "Simulated",
      artifact_sha256: ids.sha256,
      graph_sha256: ids.sha256,
      config: Config.parse({}),
      subject_sha256: ids.sha256,
      kept: [...kept],
      open: [...open],
      stale: [...stale],
      findings: findings.map(({ finding, redone }) => ({ finding, redone: [...redone] })),
    },
    { type: "run-started", generation: 2 },
    ...stepRecords({ kind: "plan", graph_sha256: ids.sha256, tasks: [...tasks], verdict: aVerdict("pass") }, 2),
  ];
}

/** An update to a plan of these tasks: with all that `decideKept` looks at, and nothing else. */
export function aPlannedUpdate(
  tasks: readonly Task[],
  part: Partial<Pick<PlannedUpdate, "kept" | "stale">> & { readonly requirements?: readonly string[] } = {},
): PlannedUpdate {
  const { kept = [], stale = [], requirements = tasks.flatMap((task) => task.requirement_ids) } = part;
  const artifact = { requirements: requirements.map((id) => ({ id })), deferred: [] };
  return { artifact, plan: { graph: { tasks } }, kept, stale } as unknown as PlannedUpdate;
}

/** The state after a plan with these tasks and these records. */
export function stateAfter(tasks: readonly Task[], records: readonly JournalEntry[], config: unknown = {}): RunState {
  const created: JournalEntry = {
    type: "run-created",
    run: "sim",
    title: "Simulated",
    artifact_sha256: ids.sha256,
    graph_sha256: ids.sha256,
    config: Config.parse(config),
    base_commit: ids.commit,
    base_ref: "main",
    subject_sha256: ids.sha256,
  };
  const plan: JournalEntry[] = [
    created,
    { type: "approval-given", subject_sha256: ids.sha256, by: "somebody", channel: "command" },
    { type: "run-started", generation: 1 },
    { type: "step-started", key: "g1/plan", kind: "plan", digest: ids.sha256, intent: null },
    {
      type: "step-finished",
      key: "g1/plan",
      output: { kind: "plan", graph_sha256: ids.sha256, tasks: [...tasks], verdict: aVerdict("pass") },
    },
    { type: "step-started", key: "g1/branch", kind: "branch", digest: ids.sha256, intent: null },
    {
      type: "step-finished",
      key: "g1/branch",
      output: { kind: "branch", ref: "refs/heads/fabrikk/sim", commit: ids.commit, tree: ids.tree },
    },
  ];
  return foldEvents(
    [...plan, ...records].map((entry, index): JournalEvent => ({
      ...entry,
      v: 1,
      seq: index + 1,
      at: "2026-01-01T00:00:00.000Z",
    })),
  );
}
