import { createLocalWorkerPool } from "@fabrikk/executor";
import { dispatchId, type DispatchSpec, type JournalEvent } from "@fabrikk/state";
import { commandsContract, type CommandBehaviour } from "@fabrikk/state/contracts/commands-contract";
import { journalContract } from "@fabrikk/state/contracts/journal-contract";
import { repositoryContract } from "@fabrikk/state/contracts/repository-contract";
import type { RepositoryWorld } from "@fabrikk/state/contracts/repository-world";
import { scriptedAgent } from "@fabrikk/state/contracts/scripted-agent";
import type { TreeFile, TreeFiles } from "@fabrikk/state/contracts/tree-files";
import { workerPoolContract } from "@fabrikk/state/contracts/worker-pool-contract";
import { workspacesContract, type Meddling, type OutboxFile } from "@fabrikk/state/contracts/workspaces-contract";
import type { Agent, Commands, WorkerPool, Workspace } from "@fabrikk/state/ports";

import { aTask } from "./run-state-builder.ts";
import { createMemoryCommands, type MemoryMachine } from "./simulation/memory-commands.ts";
import { createMemoryDisk, type MemoryDisk } from "./simulation/memory-disk.ts";
import { memoryFile, type MemoryFile } from "./simulation/memory-file.ts";
import { openMemoryJournal } from "./simulation/memory-journal.ts";
import { createMemoryRepository, type MemoryRepository } from "./simulation/memory-repository.ts";
import { createMemoryRunFiles } from "./simulation/memory-run-files.ts";
import { createMemoryWorkspaces } from "./simulation/memory-workspaces.ts";
import { mortal, startLife, type Life } from "./simulation/mortal.ts";
import { createVirtualClock } from "./simulation/virtual-clock.ts";

const nothing = async (): Promise<void> => {};

journalContract("the simulated journal", async () => {
  const disk: JournalEvent[] = [];
  const open = () => openMemoryJournal(disk, createVirtualClock());
  return { journal: await open(), reopen: open, [Symbol.asyncDispose]: nothing };
});

repositoryContract("simulated", async () => repositoryWorld(createMemoryRepository(someFiles)));

workspacesContract("simulated", async () => {
  const repository = createMemoryRepository(someFiles);
  const disk = createMemoryDisk();
  return {
    ...repositoryWorld(repository),
    workspaces: async (epoch) => createMemoryWorkspaces({ repository, disk, epoch }),
    edit: async ({ path: work }, files) => {
      for (const [path, file] of Object.entries(files)) {
        if (file === null) disk.remove(`${work}/${path}`);
        else disk.write(`${work}/${path}`, fileOf(file));
      }
    },
    look: async ({ path }) => {
      const files = [...disk.list(path)].filter(([name]) => !name.startsWith(".git/"));
      return Object.fromEntries(files.map(([name, file]) => [name, treeFileOf(file)]));
    },
    meddle: async (workspace, how) => meddle(disk, workspace, how),
    leaveInOutbox: async ({ outbox }, file, what) => leave(disk, `${outbox}/${file}`, what),
  };
});

commandsContract("simulated", async () => {
  const machine = aMachine();
  const outputFile = "/sim/run/output.log";
  return {
    commands: createMemoryCommands(machine),
    program: (behaviour) => ({ argv: argvOf(behaviour), cwd: "/sim/work", env: {} }),
    outputFile,
    readOutput: async () => machine.disk.read(outputFile)?.text ?? "",
    [Symbol.asyncDispose]: nothing,
  };
});

workerPoolContract("local, on simulated hands", async () => {
  const repository = createMemoryRepository(someFiles);
  const machine = aMachine(() => {}); // nothing takes time: what is endless stays
  const commands = createMemoryCommands(machine);
  const started: string[] = [];
  const lives = new Map<WorkerPool, Life>();
  const { commit } = await repository.head();
  const tree = await repository.treeOf(commit);
  return {
    open: async () => {
      const life = startLife(1 + lives.size);
      const epoch = 1 + lives.size;
      const agents = new Map([["any", mortal(waitingAgent(commands, started), life)]]);
      const workspaces = mortal(createMemoryWorkspaces({ repository, disk: machine.disk, epoch }), life);
      const files = mortal(
        createMemoryRunFiles(machine.disk, () => 0),
        life,
      );
      const hands = { repository: mortal(repository, life), workspaces, files, commands, clock: machine.clock };
      const pool = createLocalWorkerPool({ workers: 2, agents, events: { emit: () => {} }, ...hands });
      lives.set(pool, life);
      return pool;
    },
    quick: (task, attempt) => aDispatch({ task, attempt, commit, tree, title: "quick" }),
    endless: (task, attempt) => aDispatch({ task, attempt, commit, tree, title: "endless" }),
    started: async (id) => started.filter((one) => one === id).length,
    crash: async (pool) => {
      const life = lives.get(pool);
      if (life !== undefined) life.dead = true;
    },
    [Symbol.asyncDispose]: nothing,
  };
});

const someFiles = new Map([["readme.md", memoryFile("hello\n")]]);

function repositoryWorld(repository: MemoryRepository): RepositoryWorld {
  return {
    repository,
    makeTree: async (files: TreeFiles) =>
      repository.storeTree(new Map(Object.entries(files).map(([path, file]) => [path, fileOf(file)]))),
    setForeignRef: async (ref, commit) => repository.setRef(ref, commit),
    [Symbol.asyncDispose]: nothing,
  };
}

function fileOf(file: TreeFile): MemoryFile {
  return typeof file === "string" ? memoryFile(file) : memoryFile(file.text, file.mode);
}

function treeFileOf(file: MemoryFile): TreeFile {
  return file.mode === "100644" ? file.text : { mode: file.mode, text: file.text };
}

function meddle(disk: MemoryDisk, { path: work }: Workspace, how: Meddling): void {
  const write = (path: string, text: string) => disk.write(`${work}/${path}`, memoryFile(text));
  const id = "1".repeat(40);
  switch (how) {
    case "commit":
      write(`.git/objects/${id}`, "a commit");
      write(".git/refs/heads/work", id);
      return write(".git/index", id);
    case "make-branch":
      return write(".git/refs/heads/mine", id);
    case "make-hook":
      return write(".git/hooks/pre-commit", "#!/bin/sh\n");
    case "change-config":
      return write(".git/config", "[user]\n");
    case "stage":
      return write(".git/index", id);
    case "remove-repository":
      return disk.remove(`${work}/.git`);
    case "nest-repository":
      write("nested/.git/HEAD", "ref: refs/heads/main\n");
      return write("nested/file.txt", "x\n");
  }
}

function leave(disk: MemoryDisk, path: string, what: OutboxFile): void {
  if ("bytes" in what) disk.write(path, memoryFile(what.bytes));
  else if ("linkTo" in what) disk.write(path, memoryFile(what.linkTo, "120000"));
  else disk.write(`${path}/inside`, memoryFile(""));
}

function aMachine(...time: Parameters<typeof createVirtualClock>): MemoryMachine {
  return { disk: createMemoryDisk(), clock: createVirtualClock(...time), processes: new Set() };
}

function argvOf(behaviour: CommandBehaviour): [string, ...string[]] {
  switch (behaviour.does) {
    case "exit":
      return ["print", String(behaviour.code), behaviour.stdout ?? "", behaviour.stderr ?? ""];
    case "repeat-input":
      return ["cat"];
    case "hang":
      return ["sleep", "Infinity"];
    case "flood":
      return ["yes"];
    case "be-signalled":
      return ["end-by", "SIGTERM"];
    case "be-missing":
      return ["no-such-program"];
  }
}

/** An agent that ends at once or never, as its task's title says. */
function waitingAgent(commands: Commands, started: string[]): Agent {
  return scriptedAgent(async ({ marker, prompt, workspace, limits }, signal) => {
    started.push(marker);
    const argv = ["sleep", prompt.includes(": endless") ? "Infinity" : "0"] as const;
    const { ended } = await commands.run({ argv, cwd: workspace, env: {}, limits, marker }, signal);
    return { outcome: ended === "cancelled" ? "cancelled" : "completed", detail: ended };
  });
}

interface DispatchFacts {
  readonly task: string;
  readonly attempt: number;
  readonly title: string;
  readonly commit: string;
  readonly tree: string;
}

function aDispatch({ task, attempt, title, commit, tree }: DispatchFacts): DispatchSpec {
  return {
    schema: 1,
    dispatch_id: dispatchId("sim", task, attempt),
    run: "sim",
    role: "worker",
    agent: "any",
    task: aTask(task, { title }),
    attempt,
    settled_attempts: attempt - 1,
    requirements: [],
    boundaries: { always: [], ask_first: [], never: [] },
    base_commit: commit,
    base_tree: tree,
    start_tree: tree,
    failures: [],
    limits: { wall_ms: 60_000, idle_ms: 60_000, output_bytes: 1_000_000 },
  };
}
