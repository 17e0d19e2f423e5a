import { createHash } from "node:crypto";

import {
  Config,
  describeCheck,
  evidenceId,
  type Evidence,
  type JournalEntry,
  type StepOutput,
  type Task,
  type Verdict,
} from "@fabrikk/state";

const run = "bench-0000000000";
const tasksPerWave = 6;
const gate = { kind: "tests", command: "npm test" } as const;
const started = new Date(Date.UTC(2026, 0, 1)).toISOString();

/** The records of a run whose tasks all succeed at once, in waves of six: at least `count`, cut there. They fold. */
export function generateJournal(count: number): JournalEntry[] {
  const tasks = Array.from({ length: Math.ceil(count / 5) }, (_, index) => taskAt(index));
  const entries = beginning(tasks);
  for (let wave = 0; entries.length < count; wave += 1) {
    entries.push(...waveRecords(wave, tasks.slice(wave * tasksPerWave, (wave + 1) * tasksPerWave)));
  }
  return entries.slice(0, count);
}

function taskAt(index: number): Task {
  return {
    id: `task-${index}`,
    title: `Task ${index} of a run that is only measured`,
    class: "feature",
    requirement_ids: [`REQ-${index}`],
    scope: { owned: [`src/part-${index}.ts`, `test/part-${index}.test.ts`], read_only: [], shared: [] },
    unscoped: false,
    checks: [gate],
    test_levels: ["L1"],
    priority: "must",
    risk: "medium",
    depends_on: index < tasksPerWave ? [] : [{ task: `task-${index - tasksPerWave}`, pinned: true }],
    repair: null,
  };
}

function beginning(tasks: readonly Task[]): JournalEntry[] {
  const sha256 = idOf("artifact", 64);
  return [
    {
      type: "run-created",
      run,
      title: "A run that is only measured",
      artifact_sha256: sha256,
      graph_sha256: sha256,
      config: Config.parse({}),
      base_commit: idOf("commit -1"),
      base_ref: "main",
      subject_sha256: sha256,
    },
    { type: "approval-given", subject_sha256: sha256, by: "autopilot", channel: "autopilot" },
    { type: "run-started", generation: 1 },
    ...step("plan", { kind: "plan", graph_sha256: sha256, tasks: [...tasks], verdict: passed([]) }),
    ...step("branch", {
      kind: "branch",
      ref: `refs/heads/fabrikk/${run}`,
      commit: idOf("commit -1"),
      tree: idOf("tree -1"),
    }),
  ];
}

/** Attempts and verifications of a wave's tasks run at once, so their records are mixed; then the wave lands. */
function waveRecords(wave: number, tasks: readonly Task[]): JournalEntry[] {
  const works = tasks.map((task) => workRecords(wave, task));
  const verifications = tasks.map((task) => verifyRecords(task));
  const inTurn = (records: readonly JournalEntry[][]) =>
    [0, 1].flatMap((at) => records.flatMap((two) => two.slice(at, at + 1)));
  return [...inTurn(works), ...inTurn(verifications), ...landingRecords(wave, tasks)];
}

function workRecords(wave: number, task: Task): JournalEntry[] {
  const settlement: Extract<StepOutput, { kind: "work" }>["settlement"] = {
    schema: 1,
    dispatch_id: `${run}/${task.id}/1`,
    outcome: "succeeded",
    detail: "the agent ended with exit code 0",
    failure: null,
    retry_after_ms: null,
    tree: idOf(`tree of ${task.id}`),
    base_tree: idOf(`tree ${wave - 1}`),
    changes: task.scope.owned.map((path) => ({ path, status: "added", mode: "100644" })),
    faults: [],
    result: {
      state: "read",
      result: {
        type: "result",
        task_id: task.id,
        status: "done",
        detail: "The part and its tests are written; the tests pass.",
        artifacts: task.scope.owned,
        self_review: {
          scan_clean: true,
          review: "Read both files once more against the requirement and the boundaries.",
          files_reviewed: task.scope.owned,
          verification_command: gate.command,
          verification_exit_code: 0,
        },
      },
    },
    usage: { input_tokens: 18_000, cached_input_tokens: 6_000, output_tokens: 2_400, cost_usd: 0.09 },
    duration_ms: 61_000,
    agent: { name: "scripted", kind: "replay", version: null, model: null, session: null },
    prompt: { template: "worker@1", sha256: idOf(`prompt of ${task.id}`, 64) },
    salvage_ref: `refs/fabrikk/${run}/salvage/${task.id}/1`,
  };
  return step(
    `${task.id}/attempt-1/work`,
    { kind: "work", task: task.id, attempt: 1, settlement },
    { task: task.id, attempt: 1 },
  );
}

function verifyRecords(task: Task): JournalEntry[] {
  const evidence = evidenceOn(idOf(`tree of ${task.id}`));
  return step(`${task.id}/attempt-1/verify`, {
    kind: "verify",
    task: task.id,
    attempt: 1,
    verdict: passed([evidence]),
    evidence: [evidence],
  });
}

function landingRecords(wave: number, tasks: readonly Task[]): JournalEntry[] {
  const [old, tree] = [idOf(`commit ${wave - 1}`), idOf(`tree ${wave}`)];
  const moved = idOf(`commit ${wave}`);
  const attempts = tasks.map(({ id }) => ({ task: id, attempt: 1 }));
  const integrated = tasks.map((task) => ({ task: task.id, attempt: 1, tree, requirement_ids: task.requirement_ids }));
  const commits = attempts.map((attempt) => ({ ...attempt, commit: idOf(`commit of ${attempt.task}`) }));
  const move: StepOutput = { kind: "move-branch", ref: `refs/heads/fabrikk/${run}`, old, new: moved, tree, commits };
  return [
    ...step(`integrate/${wave}`, {
      kind: "integrate",
      base_commit: old,
      integrated,
      rejected: [],
      evidence: [evidenceOn(tree)],
    }),
    ...step(`move-branch/${wave}`, move, move),
    ...step(`checkpoint/${wave}`, {
      kind: "checkpoint",
      checkpoint: {
        wave: wave + 1,
        timestamp: started,
        tasks_completed: tasks.map(({ id }) => id),
        tasks_failed: [],
        files_changed: tasks.flatMap(({ scope }) => scope.owned),
        git_sha: moved,
        acceptance_verdict: "PASS",
      },
    }),
  ];
}

function step(key: string, output: StepOutput, intent: unknown = null): JournalEntry[] {
  return [
    {
      type: "step-started",
      key: `g1/${key}`,
      kind: output.kind,
      digest: idOf(`digest of ${key}`, 64),
      intent: intent as never,
    },
    { type: "step-finished", key: `g1/${key}`, output },
  ];
}

function evidenceOn(tree: string): Evidence {
  const fact = { kind: "command", tree, subject: describeCheck(gate) } as const;
  const saw = "# tests 41\n# suites 8\n# pass 41\n# fail 0\n# cancelled 0\n# skipped 0\n# todo 0\n# duration_ms 812.4";
  return {
    id: evidenceId(fact),
    ...fact,
    value: "pass",
    saw,
    exit_code: 0,
    ended: null,
    tests_run: 41,
    duration_ms: 1033,
  };
}

function passed(evidence: readonly Evidence[]): Verdict {
  const conditions = [
    "session",
    "result",
    "integrity",
    "ownership",
    "boundaries",
    "self-review",
    "test-levels",
    "checks",
  ];
  const ids = evidence.map(({ id }) => id);
  return {
    value: "pass",
    conditions: conditions.map((condition) => ({
      condition,
      value: "pass",
      code: null,
      message: `${condition} holds`,
      evidence: ids,
      next: null,
    })),
  };
}

function idOf(name: string, length = 40): string {
  return createHash("sha256").update(name).digest("hex").slice(0, length);
}
