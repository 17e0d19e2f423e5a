import { expect, it } from "vitest";

import type { CommitSpec } from "../src/ports/repository.ts";
import type { RepositoryWorld } from "./repository-world.ts";
import type { TreeFiles } from "./tree-files.ts";

type SharedWorld = () => RepositoryWorld;

const at = Date.UTC(2026, 10, 20, 8, 51, 41);

/** The part of the repository contract that is about commits and refs. */
export function refsContract(shared: SharedWorld): void {
  commits(shared);
  movesRefs(shared);
  keeps(shared);
}

function commits(shared: SharedWorld): void {
  it("FAB-RUN-002 builds the same commit from the same fields, and another from others", async () => {
    const world = shared();
    const spec = await commitOn(world, { "a.txt": "1\n" });
    const commit = await world.repository.createCommit(spec);
    expect(await world.repository.createCommit(spec)).toBe(commit);
    expect(await world.repository.createCommit({ ...spec, at: at + 1000 })).not.toBe(commit);
    expect(await world.repository.createCommit({ ...spec, message: "other\n" })).not.toBe(commit);
    expect(await world.repository.treeOf(commit)).toBe(spec.tree);
  });

  it("FAB-VER-008 reads commits back, newest first, with their trailers", async () => {
    const world = shared();
    const { repository } = world;
    const first = await commitOn(world, { "a.txt": "1\n" });
    const firstCommit = await repository.createCommit(first);
    const second = { ...first, parent: firstCommit, message: "Second\n\nBody: not a trailer\n\nMore.\n" };
    const secondCommit = await repository.createCommit(second);
    expect(await repository.log(first.parent, secondCommit)).toEqual([
      { commit: secondCommit, tree: first.tree, parents: [firstCommit], message: second.message, trailers: [] },
      {
        commit: firstCommit,
        tree: first.tree,
        parents: [first.parent],
        message: first.message,
        trailers: [
          { key: "Fabrikk-Run", value: "demo-1" },
          { key: "Fabrikk-Task", value: "task-7" },
        ],
      },
    ]);
    expect(await repository.log(secondCommit, secondCommit)).toEqual([]);
  });
}

function movesRefs(shared: SharedWorld): void {
  it("FAB-RUN-002 makes and moves a ref, and repeating that changes nothing", async () => {
    const world = shared();
    const { repository } = world;
    const ref = "refs/heads/fabrikk/demo-1";
    const [one, two] = await twoCommits(world);
    expect(await repository.readRef(ref)).toBeNull();
    await repository.moveRef(ref, null, one);
    await repository.moveRef(ref, null, one);
    await repository.moveRef(ref, one, two);
    await repository.moveRef(ref, one, two);
    expect(await repository.readRef(ref)).toBe(two);
  });

  it("FAB-RUN-002 refuses to move a ref that is elsewhere, and leaves it there", async () => {
    const world = shared();
    const { repository } = world;
    const ref = "refs/heads/fabrikk/demo-2";
    const [one, two] = await twoCommits(world);
    const moved = { code: "FABRIKK_GIT_BRANCH_MOVED" };
    await expect(repository.moveRef(ref, one, two)).rejects.toMatchObject(moved);
    expect(await repository.readRef(ref)).toBeNull();
    await repository.moveRef(ref, null, one);
    await expect(repository.moveRef(ref, null, two)).rejects.toMatchObject(moved);
    const { commit } = await repository.head();
    await expect(repository.moveRef(ref, commit, two)).rejects.toMatchObject(moved);
    expect(await repository.readRef(ref)).toBe(one);
  });

  it("FAB-EXEC-005 tells the refs that are not fabrikk's, and refuses to write them", async () => {
    const world = shared();
    const { repository } = world;
    const [one, two] = await twoCommits(world);
    await world.setForeignRef("refs/heads/feature", one);
    const before = await repository.foreignRefs();
    expect(before["refs/heads/feature"]).toBe(one);
    await repository.moveRef("refs/heads/fabrikk/demo-3", null, one);
    await repository.moveRef("refs/fabrikk/demo-1/base", null, one);
    expect(await repository.foreignRefs()).toEqual(before);
    await expect(repository.moveRef("refs/heads/feature", one, two)).rejects.toThrow("refs/heads/feature");
    await world.setForeignRef("refs/heads/feature", two);
    expect(await repository.foreignRefs()).toEqual({ ...before, "refs/heads/feature": two });
  });
}

function keeps(shared: SharedWorld): void {
  it("FAB-TOP-009 keeps a tree under a ref, and repeating that changes nothing", async () => {
    const world = shared();
    const { repository } = world;
    const ref = "refs/fabrikk/demo-1/salvage/task-7-1";
    const spec = await commitOn(world, { "half.txt": "done\n" });
    await repository.keepTree(ref, spec);
    const kept = await repository.readRef(ref);
    await repository.keepTree(ref, { ...spec, at: at + 5000 });
    expect(await repository.readRef(ref)).toBe(kept);
    expect(await repository.treeOf(kept ?? "")).toBe(spec.tree);
    expect((await repository.log(spec.parent, kept ?? "")).length).toBe(1);
  });

  it("FAB-TOP-009 loses nothing when a ref keeps a second tree", async () => {
    const world = shared();
    const { repository } = world;
    const ref = "refs/fabrikk/demo-1/salvage/task-8-1";
    const first = await commitOn(world, { "half.txt": "one\n" });
    const second = await commitOn(world, { "half.txt": "two\n" });
    await repository.keepTree(ref, first);
    await repository.keepTree(ref, second);
    const kept = (await repository.readRef(ref)) ?? "";
    expect(await repository.treeOf(kept)).toBe(second.tree);
    const trees = (await repository.log(first.parent, kept)).map((commit) => commit.tree);
    expect(new Set(trees)).toEqual(new Set([first.tree, second.tree]));
  });

  it("FAB-RUN-001 keeps files under a ref, the latest in place of the earlier", async () => {
    const world = shared();
    const { repository } = world;
    const ref = "refs/fabrikk/demo-1/journal";
    const content = (line: string) => new TextEncoder().encode(line);
    await repository.keepFiles(ref, [{ path: "journal/1.jsonl", content: content("one\n") }], at);
    await repository.keepFiles(ref, [{ path: "journal/1.jsonl", content: content("one\ntwo\n") }], at);
    const tree = await repository.treeOf((await repository.readRef(ref)) ?? "");
    expect(await repository.listFiles(tree)).toEqual(["journal/1.jsonl"]);
    expect(await repository.readFile(tree, "journal/1.jsonl")).toEqual(content("one\ntwo\n"));
  });
}

async function twoCommits(world: RepositoryWorld): Promise<readonly [string, string]> {
  const spec = await commitOn(world, { "a.txt": "1\n" });
  const one = await world.repository.createCommit(spec);
  return [one, await world.repository.createCommit({ ...spec, parent: one, message: "Two\n" })];
}

async function commitOn(world: RepositoryWorld, files: TreeFiles): Promise<CommitSpec> {
  const { commit } = await world.repository.head();
  const message = "Add a thing\n\nWhy it is there.\n\nFabrikk-Run: demo-1\nFabrikk-Task: task-7\n";
  return { tree: await world.makeTree(files), parent: commit, message, at };
}
