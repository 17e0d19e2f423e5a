import type { WorkspaceFault } from "@fabrikk/state";
import type { CapturedTree, OutboxReading, Workspace, Workspaces } from "@fabrikk/state/ports";

import type { MemoryDisk } from "./memory-disk.ts";
import { memoryFile, type MemoryFile, type MemoryFiles } from "./memory-file.ts";
import type { MemoryRepository } from "./memory-repository.ts";
import { repositoryFaults, throwawayRepository } from "./throwaway-repository.ts";

/** Whose workspaces, and where. */
export interface MemoryWorkspacesOptions {
  readonly repository: MemoryRepository;
  readonly disk: MemoryDisk;
  /** The engine's turn at the run, from 1: workspaces of lower epochs are an earlier engine's leftovers. */
  readonly epoch: number;
}

/** Workspaces on the simulated disk, in `/sim/e<epoch>-<name>/{work,outbox}`. What was made stands beside them. */
export function createMemoryWorkspaces({ repository, disk, epoch }: MemoryWorkspacesOptions): Workspaces {
  const workspaceAt = (root: string, name: string): Workspace => ({
    name,
    path: `${root}/work`,
    outbox: `${root}/outbox`,
    capture: async () => capture(repository, disk, root),
    handOver: async (file, text) => {
      disk.write(`${root}/inbox/${file}`, memoryFile(text));
      return `${root}/inbox/${file}`;
    },
    [Symbol.asyncDispose]: async () => disk.remove(root),
  });
  return {
    open: async ({ name, tree, commit }) => {
      const root = rootOf(epoch, name);
      if (disk.read(`${root}/made`) !== undefined) throw new Error(`the workspace ${root} is there already`);
      disk.write(`${root}/made`, memoryFile(`${commit} ${tree}`));
      for (const [path, file] of repository.filesOf(tree)) disk.write(`${root}/work/${path}`, file);
      for (const [path, file] of throwawayRepository(commit, tree)) disk.write(`${root}/work/.git/${path}`, file);
      return workspaceAt(root, name);
    },
    leftover: async (name) => {
      const earlier = Array.from({ length: epoch - 1 }, (_, back) => rootOf(epoch - 1 - back, name));
      const root = earlier.find((one) => disk.read(`${one}/made`) !== undefined);
      return root === undefined ? null : workspaceAt(root, name);
    },
    readOutbox: async ({ outbox }, file, maxBytes) => readOutbox(disk.list(outbox), file, maxBytes),
  };
}

function rootOf(epoch: number, name: string): string {
  return `/sim/e${epoch}-${name}`;
}

function capture(repository: MemoryRepository, disk: MemoryDisk, root: string): CapturedTree {
  const [commit = "", tree = ""] = disk.read(`${root}/made`)?.text.split(" ") ?? [];
  const all = disk.list(`${root}/work`);
  const nested = [...all.keys()].flatMap((path) => /^(.+\/)\.git\/HEAD$/.exec(path)?.[1] ?? []);
  const isIgnored = ignoreRule(all.get(".gitignore"), repository.filesOf(tree));
  const taken = [...all].filter(
    ([path]) => !isRepository(path) && !isIgnored(path) && !nested.some((one) => path.startsWith(one)),
  );
  const faults: readonly WorkspaceFault[] = [
    ...repositoryFaults(throwawayRepository(commit, tree), disk.list(`${root}/work/.git`)),
    ...nested.map((path) => ({ kind: "submodule" as const, detail: `${path} is a repository of its own` })),
  ];
  return { tree: repository.storeTree(new Map(taken)), faults };
}

function isRepository(path: string): boolean {
  return path.startsWith(".git/");
}

/** Of git's language for ignored files only this much: a line is a path, or a folder that ends with `/`. */
function ignoreRule(file: MemoryFile | undefined, tracked: MemoryFiles): (path: string) => boolean {
  const lines = (file?.text ?? "").split("\n").filter((line) => line !== "");
  const matches = (path: string) => lines.some((line) => (line.endsWith("/") ? path.startsWith(line) : path === line));
  return (path) => matches(path) && !tracked.has(path);
}

function readOutbox(outbox: MemoryFiles, file: string, maxBytes: number): OutboxReading {
  const found = outbox.get(file);
  const refused = (why: string): OutboxReading => ({ state: "refused", reason: `${file}: it ${why}` });
  if (found === undefined) {
    const isFolder = [...outbox.keys()].some((path) => path.startsWith(`${file}/`));
    return isFolder ? refused("is a folder") : { state: "missing" };
  }
  if (found.mode === "120000") return refused("is a link");
  if (found.content.length > maxBytes) return refused(`has more than ${maxBytes} bytes`);
  try {
    return { state: "read", text: new TextDecoder("utf-8", { fatal: true }).decode(found.content) };
  } catch {
    return refused("is not UTF-8 text");
  }
}
