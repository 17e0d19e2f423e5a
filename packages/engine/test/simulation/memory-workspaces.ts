import type { CommandOutcome, Commands, Workspace, Workspaces } from "@fabrikk/state/ports";

import type { MemoryRepository } from "./memory-repository.ts";

/** Files of all workspaces and outboxes by absolute path: the simulated disk outside the repository. */
export type MemoryDisk = Map<string, string>;

/** Workspaces of one simulated engine, the `epoch`-th: an earlier engine's are its leftovers. */
export function createMemoryWorkspaces({ repository, disk, epoch }: { repository: MemoryRepository; disk: MemoryDisk; epoch: number }): Workspaces {
  const workspaceAt = (root: string, name: string): Workspace => ({
    name,
    path: `${root}/work`,
    outbox: `${root}/outbox`,
    capture: async () => ({ tree: repository.storeTree(filesBelow(disk, `${root}/work/`)), faults: [] }),
    [Symbol.asyncDispose]: async () => {
      for (const path of disk.keys()) if (path.startsWith(`${root}/`)) disk.delete(path);
    },
  });
  return {
    open: async ({ name, tree }) => {
      const root = `/sim/e${epoch}-${name}`;
      disk.set(`${root}/made`, "");
      for (const [path, text] of repository.filesOf(tree)) disk.set(`${root}/work/${path}`, text);
      return workspaceAt(root, name);
    },
    leftover: async (name) => {
      for (let earlier = epoch - 1; earlier > 0; earlier -= 1) {
        if (disk.has(`/sim/e${earlier}-${name}/made`)) return workspaceAt(`/sim/e${earlier}-${name}`, name);
      }
      return null;
    },
    readOutbox: async (workspace, file, maxBytes) => {
      const text = disk.get(`${workspace.outbox}/${file}`);
      if (text === undefined) return { state: "missing" };
      return text.length > maxBytes ? { state: "refused", reason: `it has more than ${maxBytes} bytes` } : { state: "read", text };
    },
  };
}

function filesBelow(disk: MemoryDisk, prefix: string): ReadonlyMap<string, string> {
  return new Map([...disk].filter(([path]) => path.startsWith(prefix)).map(([path, text]) => [path.slice(prefix.length), text]));
}

/**
 * Commands of the simulation: `has <path>`, `lacks <path>`, `contains <path> <word>`, joined by ` && `; `not-both <a> <b>`;
 * `broken`, which nobody can start.
 */
export function createMemoryCommands(disk: MemoryDisk): Commands {
  return {
    run: async ({ argv, cwd }) => {
      const command = argv.at(-1) ?? "";
      if (command === "broken") return ended({ ended: "not-started", exitCode: null, problem: "no such program" });
      const red = command.split(" && ").filter((part) => !holds(disk, cwd, part));
      return ended({ exitCode: red.length === 0 ? 0 : 1, stderr: red.map((part) => `failed: ${part}\n`).join("") });
    },
    endLeftovers: async () => 0,
  };
}

function holds(disk: MemoryDisk, cwd: string, part: string): boolean {
  const [verb = "", first = "", second = ""] = part.trim().split(/\s+/);
  const text = (path: string): string | undefined => disk.get(`${cwd}/${path}`);
  switch (verb) {
    case "has":
      return text(first) !== undefined;
    case "lacks":
      return text(first) === undefined;
    case "contains":
      return text(first)?.includes(second) ?? false;
    case "not-both":
      return !((text(first)?.includes("same") ?? false) && (text(second)?.includes("same") ?? false));
    default:
      return verb === "true";
  }
}

function ended(part: Partial<CommandOutcome>): CommandOutcome {
  return { ended: "exited", exitCode: 0, signal: null, stdout: "", stderr: "", outputBytes: 0, durationMs: 0, leftovers: 0, problem: null, ...part };
}
