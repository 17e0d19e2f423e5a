import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createWorkspaces, openRepository, removeRunScratch } from "@fabrikk/git";
import type { DispatchSpec } from "@fabrikk/state";
import { scriptedAgent } from "@fabrikk/state/contracts/scripted-agent";
import { workerPoolContract, type WorkerPoolWorld } from "@fabrikk/state/contracts/worker-pool-contract";
import type { Agent, WorkerPool } from "@fabrikk/state/ports";
import { openRunFiles } from "@fabrikk/state/run-dir";
import { createCommands } from "@fabrikk/subprocess";

import { createLocalWorkerPool } from "../src/local-worker-pool.ts";
import { anyDispatch } from "./any-dispatch.ts";
import { makeRepository } from "./make-repository.ts";

workerPoolContract("local, on real git and real processes", makeWorld);

async function makeWorld(): Promise<WorkerPoolWorld> {
  const folder = await mkdtemp(join(tmpdir(), "fabrikk-pool-"));
  const base = await makeRepository(join(folder, "repo"));
  const repository = await openRepository(join(folder, "repo"));
  const files = openRunFiles(join(folder, "run"));
  const run = `pool-${randomBytes(5).toString("hex")}`;
  const log = join(folder, "started");
  const commands = createCommands();
  const killed = new WeakMap<WorkerPool, () => void>();
  let epoch = 0;

  const dispatch = (task: string, attempt: number, title: string): DispatchSpec =>
    anyDispatch({ run, task, attempt, title, ...base });
  return {
    open: async () => {
      epoch += 1;
      const life = { alive: true };
      const agent = mortal(loggingAgent(commands, log), life);
      const workspaces = await createWorkspaces({ repository, runId: run, epoch });
      const events = { emit: () => {} };
      const clock = { now: () => Date.now(), sleep: async () => {} };
      const pool = createLocalWorkerPool({
        workers: 2,
        agents: new Map([["logging", agent]]),
        repository,
        workspaces,
        commands,
        files,
        clock,
        events,
      });
      killed.set(pool, () => (life.alive = false));
      return pool;
    },
    quick: (task, attempt) => dispatch(task, attempt, "quick"),
    endless: (task, attempt) => dispatch(task, attempt, "endless"),
    started: async (id) =>
      (await readFile(log, "utf8").catch(() => "")).split("\n").filter((line) => line === id).length,
    crash: async (pool) => {
      killed.get(pool)?.();
      await commands.endLeftovers([`${run}/one/1`]);
    },
    [Symbol.asyncDispose]: async () => {
      await removeRunScratch({ runId: run });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The same agent in an engine that can die: a dead engine never hears how the session ended, so it does nothing more. */
function mortal(agent: Agent, life: { readonly alive: boolean }): Agent {
  return {
    ...agent,
    run: async (request, onEvent, signal) => {
      const session = await agent.run(request, onEvent, signal);
      return life.alive ? session : await new Promise(() => {});
    },
  };
}

/** An agent that logs its dispatch, writes a file, and ends at once or never. */
function loggingAgent(commands: ReturnType<typeof createCommands>, log: string): Agent {
  return scriptedAgent(async (request, signal) => {
    const wait = request.prompt.includes(": endless") ? "exec sleep 60" : "exit 0";
    const script = `echo made > made.txt; echo "${request.marker}" >> '${log}'; ${wait}`;
    const { ended } = await commands.run(
      {
        argv: ["sh", "-c", script],
        cwd: request.workspace,
        env: { PATH: process.env["PATH"] ?? "" },
        limits: request.limits,
        marker: request.marker,
      },
      signal,
    );
    return { outcome: ended === "cancelled" ? "cancelled" : "completed", detail: ended };
  });
}
