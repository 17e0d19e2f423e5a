import { describe, expect, it } from "vitest";

import type { Repository } from "../src/ports/repository.ts";
import type { Workspace, Workspaces } from "../src/ports/workspace.ts";
import type { WorkspaceFault } from "../src/records/settlement.ts";
import { sharedWorld } from "./shared-world.ts";
import type { TreeFile, TreeFiles } from "./tree-files.ts";

/** What a worker may do to the throwaway repository, each of it a fault. */
export type Meddling =
  | "commit"
  | "make-branch"
  | "make-hook"
  | "change-config"
  | "stage"
  | "remove-repository"
  | "nest-repository";

/** What a worker may leave in its outbox. */
export type OutboxFile = { readonly bytes: Uint8Array } | { readonly linkTo: string } | { readonly is: "folder" };

/** Workspaces to try, of one run in one repository. */
export interface WorkspacesWorld extends AsyncDisposable {
  readonly repository: Repository;
  /** The workspaces of one engine; a higher epoch is a later engine at the same run. */
  workspaces(epoch: number): Promise<Workspaces>;
  makeTree(files: TreeFiles): Promise<string>;
  /** Writes working files, as a worker does; null removes one. */
  edit(workspace: Workspace, files: Readonly<Record<string, TreeFile | null>>): Promise<void>;
  /** The working files as a worker sees them, without the repository's own. */
  look(workspace: Workspace): Promise<TreeFiles>;
  meddle(workspace: Workspace, how: Meddling): Promise<void>;
  leaveInOutbox(workspace: Workspace, file: string, what: OutboxFile): Promise<void>;
}

type SharedWorld = () => WorkspacesWorld;

const start: TreeFiles = {
  "readme.md": "# start\r\n",
  "src/main.ts": "export {};\n",
  "src/old.ts": "old\n",
  "run.sh": { mode: "100755", text: "#!/bin/sh\n" },
  link: { mode: "120000", text: "src/main.ts" },
};

/** What all `Workspaces` keep: files in, a tree out, and whatever else a worker did is found and stays where it is. */
export function workspacesContract(name: string, make: () => Promise<WorkspacesWorld>): void {
  describe(`workspaces: ${name}`, () => {
    const shared = sharedWorld(make);
    captures(shared);
    findsFaults(shared);
    findsLeftovers(shared);
    readsOutboxes(shared);
  });
}

function captures(shared: SharedWorld): void {
  it("FAB-EXEC-002 starts with the files of the tree, and takes the same tree when nothing changed", async () => {
    const world = shared();
    await using workspace = await open(world);
    expect(await world.look(workspace)).toEqual(start);
    expect(await workspace.capture()).toEqual({ tree: await world.makeTree(start), faults: [] });
  });

  it("FAB-EXEC-002 takes what a worker changed, added and removed, as often as asked", async () => {
    const world = shared();
    await using workspace = await open(world);
    await world.edit(workspace, { "readme.md": "# next\n", "src/old.ts": null, "new/deep/file.txt": "n\n" });
    const { "src/old.ts": _, ...kept } = start;
    const first = { ...kept, "readme.md": "# next\n", "new/deep/file.txt": "n\n" };
    expect(await workspace.capture()).toEqual({ tree: await world.makeTree(first), faults: [] });
    await world.edit(workspace, { "run.sh": "#!/bin/sh\n", link: { mode: "120000", text: "readme.md" } });
    const second = { ...first, "run.sh": "#!/bin/sh\n", link: { mode: "120000", text: "readme.md" } as const };
    expect(await workspace.capture()).toEqual({ tree: await world.makeTree(second), faults: [] });
  });

  it("FAB-EXEC-002 takes a folder where a file was, and a file where a folder was", async () => {
    const world = shared();
    await using workspace = await open(world);
    await world.edit(workspace, { "run.sh": null, "src/main.ts": null, "src/old.ts": null });
    await world.edit(workspace, { "run.sh/inside.txt": "i\n", src: "file\n" });
    const { tree, faults } = await workspace.capture();
    expect(faults).toEqual([]);
    expect(await world.repository.listFiles(tree)).toEqual(["link", "readme.md", "run.sh/inside.txt", "src"]);
  });

  it("FAB-EXEC-002 leaves out what the tree's ignore files name", async () => {
    const world = shared();
    const files = { ".gitignore": "build/\n", "a.txt": "a\n" };
    await using workspace = await open(world, { tree: await world.makeTree(files) });
    await world.edit(workspace, { "build/out.js": "made\n" });
    expect(await workspace.capture()).toEqual({ tree: await world.makeTree(files), faults: [] });
  });

  it("FAB-EXEC-002 keeps two workspaces apart", async () => {
    const world = shared();
    const workspaces = await world.workspaces(1);
    await using one = await open(world, { name: "one", workspaces });
    await using two = await open(world, { name: "two", workspaces });
    await world.edit(one, { "readme.md": "one\n" });
    expect(await world.look(two)).toEqual(start);
    expect((await two.capture()).tree).toBe(await world.makeTree(start));
  });
}

const faultCases: readonly { readonly how: Meddling; readonly kinds: readonly WorkspaceFault["kind"][] }[] = [
  { how: "commit", kinds: ["commit", "index"] },
  { how: "make-branch", kinds: ["ref"] },
  { how: "make-hook", kinds: ["hook"] },
  { how: "change-config", kinds: ["config"] },
  { how: "stage", kinds: ["index"] },
  { how: "remove-repository", kinds: ["repository-missing"] },
  { how: "nest-repository", kinds: ["submodule"] },
];

function findsFaults(shared: SharedWorld): void {
  it.for(faultCases)("FAB-EXEC-005 finds the fault when a worker does this: $how", async ({ how, kinds }) => {
    const world = shared();
    await using workspace = await open(world);
    const refs = await world.repository.foreignRefs();
    await world.edit(workspace, { "readme.md": "# changed\n" });
    await world.meddle(workspace, how);
    const { tree, faults } = await workspace.capture();
    expect([...new Set(faults.map((fault) => fault.kind))]).toEqual(kinds);
    expect(tree).toBe(await world.makeTree({ ...start, "readme.md": "# changed\n" }));
    expect(await world.repository.foreignRefs()).toEqual(refs);
  });
}

function findsLeftovers(shared: SharedWorld): void {
  it("FAB-TOP-009 finds the latest workspace that an earlier engine left under a name, as it was left", async () => {
    const world = shared();
    await open(world, { name: "task-7-1", workspaces: await world.workspaces(1) });
    const left = await open(world, { name: "task-7-1", workspaces: await world.workspaces(2) });
    await world.edit(left, { "src/old.ts": null, "half.txt": "half\n" });
    const { "src/old.ts": _, ...kept } = start;
    const later = await world.workspaces(3);
    const expected = { tree: await world.makeTree({ ...kept, "half.txt": "half\n" }), faults: [] };
    const found = await later.leftover("task-7-1");
    expect(found?.name).toBe("task-7-1");
    expect(await found?.capture()).toEqual(expected);
    await found?.[Symbol.asyncDispose]();
    const earlier = await later.leftover("task-7-1");
    expect((await earlier?.capture())?.tree).toBe(await world.makeTree(start));
    await earlier?.[Symbol.asyncDispose]();
    expect(await later.leftover("task-7-1")).toBeNull();
  });

  it("finds no leftover under another name, in its own epoch, or of a workspace that was disposed", async () => {
    const world = shared();
    const workspaces = await world.workspaces(1);
    await using mine = await open(world, { name: "mine", workspaces });
    const gone = await open(world, { name: "gone", workspaces });
    await gone[Symbol.asyncDispose]();
    expect(await workspaces.leftover(mine.name)).toBeNull();
    const later = await world.workspaces(2);
    expect(await later.leftover("gone")).toBeNull();
    expect(await later.leftover("min")).toBeNull();
    expect(await later.leftover("mine")).not.toBeNull();
  });
}

function readsOutboxes(shared: SharedWorld): void {
  const bytes = (text: string) => ({ bytes: new TextEncoder().encode(text) });

  it("FAB-EXEC-004 reads what a worker left in its outbox, which starts empty", async () => {
    const world = shared();
    const workspaces = await world.workspaces(1);
    await using workspace = await open(world, { workspaces });
    expect(await workspaces.readOutbox(workspace, "result.json", 100)).toEqual({ state: "missing" });
    await world.leaveInOutbox(workspace, "result.json", bytes('{"status":"dōne"}'));
    expect(await workspaces.readOutbox(workspace, "result.json", 100)).toEqual({
      state: "read",
      text: '{"status":"dōne"}',
    });
    expect((await workspace.capture()).tree).toBe(await world.makeTree(start));
  });

  it("FAB-EXEC-004 refuses links, folders, too much and what is not text", async () => {
    const world = shared();
    const workspaces = await world.workspaces(1);
    await using workspace = await open(world, { workspaces });
    await world.leaveInOutbox(workspace, "link.json", { linkTo: "../work/readme.md" });
    await world.leaveInOutbox(workspace, "folder.json", { is: "folder" });
    await world.leaveInOutbox(workspace, "large.json", bytes("x".repeat(101)));
    await world.leaveInOutbox(workspace, "binary.json", { bytes: Uint8Array.of(0xff, 0xfe, 0x00) });
    for (const file of ["link.json", "folder.json", "large.json", "binary.json"]) {
      const reading = await workspaces.readOutbox(workspace, file, 100);
      expect(reading).toMatchObject({ state: "refused", reason: expect.stringContaining(file) });
    }
  });
}

interface OpenOptions {
  readonly name?: string;
  readonly tree?: string;
  readonly workspaces?: Workspaces;
}

async function open(world: WorkspacesWorld, options: OpenOptions = {}): Promise<Workspace> {
  const workspaces = options.workspaces ?? (await world.workspaces(1));
  const { commit } = await world.repository.head();
  const tree = options.tree ?? (await world.makeTree(start));
  return await workspaces.open({ name: options.name ?? "only", tree, commit });
}
