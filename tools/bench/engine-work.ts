import { createReplayAgent, nodeWorkspaceFiles } from "@fabrikk/agents";
import { createRun, planRun, runPipeline, type EnginePorts, type RunPlan } from "@fabrikk/engine";
import { createLocalWorkerPool } from "@fabrikk/executor";
import { createWorkspaces, openRepository } from "@fabrikk/git";
import { Config, type CassetteEntry, type RunArtifact, type Task } from "@fabrikk/state";
import type { Clock } from "@fabrikk/state/ports";
import { createRunDirectory, openJournal, openRunFiles, type OpenJournal } from "@fabrikk/state/run-dir";
import { allowedEnvironment, createCommands } from "@fabrikk/subprocess";

import { wallOf } from "./side-by-side.ts";

/** What the engine's side works on. */
export interface EngineWork {
  readonly repo: string;
  readonly scratch: string;
  readonly tasks: number;
  readonly tasksPerWave: number;
}

const run = "bench";
const check = { kind: "command", command: "true", exit_code: 0 } as const;
const config = Config.parse({
  workers: 1,
  mode: "autopilot",
  agents: { scripted: { kind: "replay", cassette: "none" } },
  roles: { worker: "scripted" },
});
const clock: Clock = {
  now: Date.now,
  sleep: async (ms) => void (await new Promise((resolve) => setTimeout(resolve, ms))),
};

/** So many tasks through the real engine, with real git, disk and processes; one worker that does its work at once. @returns wall milliseconds */
export async function engineWork({ repo, scratch, ...size }: EngineWork): Promise<number> {
  const artifact = artifactOf(size);
  const repository = await openRepository(repo);
  const base = await repository.head();
  const plan = planRun({ artifact, config, baseCommit: base.commit });
  const dir = await createRunDirectory(repo, run);
  await using journal = await openJournal({ dir, clock });
  const files = openRunFiles(dir);
  await createRun({ journal, files, run, artifact, plan, config, base });
  const workspaces = await createWorkspaces({ repository, runId: run, epoch: journal.epoch, scratch });
  const ports = portsOf({ journal, files, repository, workspaces, plan });
  return await wallOf(async () => {
    const outcome = await runPipeline(ports);
    if (outcome.state !== "completed") throw new Error(`the run is ${outcome.state}: ${outcome.detail}`);
  });
}

type Given = Pick<EnginePorts, "files" | "repository" | "workspaces"> & {
  readonly journal: OpenJournal;
  readonly plan: RunPlan;
};

function portsOf({ journal, plan, ...given }: Given): EnginePorts {
  const commands = createCommands();
  const environment = allowedEnvironment(process.env);
  const agent = createReplayAgent({
    cassette: { schema: 1, entries: plan.graph.tasks.map(sessionOf) },
    loadFile: async (from) => from,
    files: nodeWorkspaceFiles,
    commands,
    clock,
    environment,
  });
  const hands = { ...given, commands, clock, events: { emit: () => {} } };
  return {
    ...hands,
    journal,
    pool: createLocalWorkerPool({ ...hands, agents: new Map([["scripted", agent]]), workers: config.workers }),
    answers: {
      find: async ({ subjectSha256 }) => ({
        decision: "approved",
        by: "autopilot",
        channel: "autopilot",
        subjectSha256,
      }),
    },
    reviewers: [],
    environment,
  };
}

function sessionOf({ id, scope }: Task): CassetteEntry {
  const [path = ""] = scope.owned;
  const self_review = {
    scan_clean: true,
    review: "read",
    files_reviewed: [path],
    verification_command: check.command,
    verification_exit_code: 0,
  };
  const result = { type: "result", task_id: id, status: "done", detail: "", artifacts: [path], self_review };
  return {
    role: "worker",
    task: id,
    settled_attempts: 0,
    actions: [
      { do: "write", path, text: `The work of ${id}.\n` },
      { do: "result", json: result },
    ],
  };
}

/** Tasks that own one file each; every one needs one of the wave before it. */
function artifactOf({ tasks, tasksPerWave }: Pick<EngineWork, "tasks" | "tasksPerWave">): RunArtifact {
  const numbers = Array.from({ length: tasks }, (_, index) => index);
  return {
    schema: 2,
    title: "Work that takes no time",
    named: { paths: ["spec.md"], format: null },
    sources: [{ file: "spec.md", sha256: "0".repeat(64), bytes: 1, format: "markdown" }],
    requirements: numbers.map((index) => ({
      id: idOf(index),
      text: `There SHALL be a note number ${index}.`,
      kind: "identified",
      source: { file: "spec.md", lines: [index + 1, index + 1] },
      priority: "must",
      risk: "low",
    })),
    assumptions: [],
    clarifications: [],
    dependencies: numbers
      .slice(tasksPerWave)
      .map((index) => ({ from: idOf(index), to: idOf(index - tasksPerWave), pinned: true })),
    risk_profile: { level: "low", reasons: [] },
    scope_mode: "expansion",
    boundaries: { always: [], ask_first: [], never: [] },
    quality_gate: [],
    routing: {},
    deferred: [],
    declared_waves: [],
    coverage: { sentences: 0, claimed: 0, unclaimed: [] },
    findings: [],
    groupings: numbers.map((index) => ({
      title: `Note ${index}`,
      requirement_ids: [idOf(index)],
      scope: { owned: [`notes/${index}.md`], read_only: [], shared: [] },
      checks: [check],
      test_levels: [],
      class: "docs",
    })),
  };
}

function idOf(index: number): string {
  return `NOTE-${String(index).padStart(3, "0")}`;
}
