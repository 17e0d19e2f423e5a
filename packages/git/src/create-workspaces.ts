import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { CapturedTree, Workspace, Workspaces } from "@fabrikk/state/ports";

import type { GitRepository } from "./open-repository.ts";
import { captureTree } from "./workspace/capture-tree.ts";
import { makeWorkspace } from "./workspace/make-workspace.ts";
import { readOutbox } from "./workspace/read-outbox.ts";
import { removeFolder } from "./workspace/remove-folder.ts";
import { repositoryFaults } from "./workspace/repository-faults.ts";
import { restoreWorkFolder } from "./workspace/restore-work-folder.ts";
import { makeRunFolder } from "./workspace/scratch-folder.ts";
import {
  readRecord,
  workspaceFolder,
  type WorkspaceFolder,
  type WorkspaceRecord,
} from "./workspace/workspace-folder.ts";

/** Whose workspaces, and where. */
export interface WorkspacesOptions {
  readonly repository: GitRepository;
  readonly runId: string;
  /** The engine's turn at the run, from 1: it is part of every path, so that no two engines share a folder (J6). */
  readonly epoch: number;
  /** Absolute path of the folder for the workspaces of all runs; without it one in the system's folder for temporary files. */
  readonly scratch?: string;
}

/**
 * The `Workspaces` port on disk: throwaway repositories in `<scratch>/<run>/e<epoch>-<name>`, outside of the user's tree
 * (FAB-EXEC-002). Throws `FABRIKK_GIT_SCRATCH_UNSAFE` when others could get at them. What a run has left is taken away by
 * `removeRunScratch`.
 */
export async function createWorkspaces(options: WorkspacesOptions): Promise<Workspaces> {
  const { repository, epoch } = options;
  const from = { objects: join(repository.gitDir, "objects"), shallow: join(repository.gitDir, "shallow") };
  const runFolder = await makeRunFolder(options);
  return {
    async open(spec) {
      const place = workspaceFolder(join(runFolder, folderName(epoch, spec.name)));
      const record = await makeWorkspace(place, spec, from);
      return workspaceOn({ name: spec.name, place, record, objects: from.objects, indexTree: record.tree });
    },
    async leftover(name) {
      for (const earlier of await earlierEpochs(runFolder, name, epoch)) {
        const place = workspaceFolder(join(runFolder, folderName(earlier, name)));
        const record = await readRecord(place);
        if (record !== null) return workspaceOn({ name, place, record, objects: from.objects, indexTree: null });
      }
      return null;
    },
    readOutbox: (workspace, file, maxBytes) => readOutbox(workspace.outbox, file, maxBytes),
  };
}

function folderName(epoch: number, name: string): string {
  if (!/^[\w-][\w.-]*$/.test(name)) throw new Error(`"${name}" is not a folder name`);
  return `e${epoch}-${name}`;
}

/** The epochs before this one that left a folder of that name, latest first. */
async function earlierEpochs(runFolder: string, name: string, epoch: number): Promise<readonly number[]> {
  const epochs = (await readdir(runFolder)).flatMap((folder) => {
    const [, number, rest] = /^e(\d+)-(.+)$/.exec(folder) ?? [];
    return rest === name ? [Number(number)] : [];
  });
  return epochs.filter((earlier) => earlier < epoch).toSorted((left, right) => right - left);
}

interface OpenWorkspace {
  readonly name: string;
  readonly place: WorkspaceFolder;
  readonly record: WorkspaceRecord;
  readonly objects: string;
  readonly indexTree: string | null;
}

function workspaceOn({ name, place, record, objects, indexTree }: OpenWorkspace): Workspace {
  let known = indexTree;
  return {
    name,
    path: place.work,
    outbox: place.outbox,
    async capture(): Promise<CapturedTree> {
      const replaced = await restoreWorkFolder(place.work);
      const faults = [...replaced, ...(await repositoryFaults(place, record, objects))];
      const captured = await captureTree(place, { objects, commit: record.commit, indexTree: known });
      known = captured.tree;
      return { tree: captured.tree, faults: [...faults, ...captured.faults] };
    },
    async handOver(file, text) {
      await mkdir(place.inbox, { recursive: true });
      await writeFile(join(place.inbox, file), text);
      return join(place.inbox, file);
    },
    [Symbol.asyncDispose]: () => removeFolder(place.folder),
  };
}
