import { chmod, lstat, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { Workspace } from "@fabrikk/state/ports";
import type { ThrowawayRepository } from "@fabrikk/state/contracts/throwaway-repository";
import type { TreeFile, TreeFiles } from "@fabrikk/state/contracts/tree-files";
import type { Meddling, OutboxFile, WorkspacesWorld } from "@fabrikk/state/contracts/workspaces-contract";

import { createWorkspaces } from "../src/create-workspaces.ts";
import type { GitRepository } from "../src/open-repository.ts";
import { repositoryWorld } from "./repository-world.ts";
import { gitIn } from "./run-in.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Workspaces on disk: the real thing behind the contract. */
export interface GitWorkspacesWorld extends WorkspacesWorld {
  readonly repository: GitRepository;
  readonly user: ThrowawayRepository;
  /** The folder that all workspaces lie in. */
  readonly scratch: string;
}

export async function workspacesWorld(): Promise<GitWorkspacesWorld> {
  const world = await repositoryWorld();
  const folder = await temporaryFolder();
  const scratch = join(folder.path, "scratch");
  return {
    ...world,
    scratch,
    workspaces: (epoch) => createWorkspaces({ repository: world.repository, runId: "demo-1", epoch, scratch }),
    edit: (workspace, files) => editFiles(workspace.path, files),
    look: (workspace) => readFiles(workspace.path),
    meddle: async (workspace, how) => await meddle(workspace.path, how),
    leaveInOutbox: (workspace, file, what) => leave(join(workspace.outbox, file), what),
    [Symbol.asyncDispose]: async () => {
      await folder[Symbol.asyncDispose]();
      await world[Symbol.asyncDispose]();
    },
  };
}

let opened = 0;

/** A workspace of these files, under a name of its own. */
export async function openWorkspace(world: GitWorkspacesWorld, files: TreeFiles): Promise<Workspace> {
  const workspaces = await world.workspaces(1);
  opened += 1;
  return await workspaces.open({
    name: `task-${opened}-1`,
    tree: await world.makeTree(files),
    commit: world.user.commit,
  });
}

async function editFiles(work: string, files: Readonly<Record<string, TreeFile | null>>): Promise<void> {
  for (const [path, file] of Object.entries(files)) {
    await rm(join(work, path), { force: true });
    if (file === null) await removeEmptyFolders(work, dirname(path));
    else await writeOne(join(work, path), file);
  }
}

async function removeEmptyFolders(work: string, folder: string): Promise<void> {
  if (folder === "." || (await readdir(join(work, folder))).length > 0) return;
  await rm(join(work, folder), { recursive: true });
  await removeEmptyFolders(work, dirname(folder));
}

async function writeOne(path: string, file: TreeFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  if (typeof file === "string") await writeFile(path, file);
  else if (file.mode === "120000") await symlink(file.text, path);
  else {
    await writeFile(path, file.text);
    await chmod(path, 0o755);
  }
}

async function readFiles(work: string): Promise<TreeFiles> {
  const entries = await readdir(work, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(work.length + 1));
  const shown = paths.filter((path) => !path.startsWith(".git/"));
  return Object.fromEntries(
    await Promise.all(shown.map(async (path) => [path, await readOne(join(work, path))] as const)),
  );
}

async function readOne(path: string): Promise<TreeFile> {
  const found = await lstat(path);
  if (found.isSymbolicLink()) return { mode: "120000", text: await readlink(path) };
  const text = await readFile(path, "utf8");
  return (found.mode & 0o100) === 0 ? text : { mode: "100755", text };
}

async function meddle(work: string, how: Meddling): Promise<void> {
  switch (how) {
    case "commit":
      gitIn(work, "commit", "--quiet", "--all", "--message", "Mine");
      return;
    case "make-branch":
      gitIn(work, "branch", "mine");
      return;
    case "make-hook":
      await writeFile(join(work, ".git/hooks/pre-commit"), "#!/bin/sh\n");
      return;
    case "change-config":
      gitIn(work, "config", "user.name", "Me");
      return;
    case "stage":
      gitIn(work, "add", "--all");
      return;
    case "remove-repository":
      await rm(join(work, ".git"), { recursive: true });
      return;
    case "nest-repository":
      gitIn(work, "init", "--quiet", "nested");
      await writeFile(join(work, "nested/file.txt"), "x\n");
  }
}

async function leave(path: string, what: OutboxFile): Promise<void> {
  if ("bytes" in what) await writeFile(path, what.bytes);
  else if ("linkTo" in what) await symlink(what.linkTo, path);
  else await mkdir(path);
}
