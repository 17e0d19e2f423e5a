import { describe, expect, it } from "vitest";

import type { Repository } from "../src/ports/repository.ts";
import type { WorkspaceFault } from "../src/records/settlement.ts";
import { refsContract } from "./refs-contract.ts";
import type { RepositoryWorld } from "./repository-world.ts";
import { sharedWorld } from "./shared-world.ts";
import type { TreeFiles } from "./tree-files.ts";

type SharedWorld = () => RepositoryWorld;

/** What all `Repository` implementations keep: trees in, trees out, refs that only move from where they are. */
export function repositoryContract(name: string, make: () => Promise<RepositoryWorld>): void {
  describe(`repository: ${name}`, () => {
    const shared = sharedWorld(make);
    readsTrees(shared);
    comparesTrees(shared);
    laysOver(shared);
    checksTrees(shared);
    refsContract(shared);
  });
}

function readsTrees(shared: SharedWorld): void {
  it("FAB-EXEC-014 tells where the user's HEAD is, and that nothing is uncommitted", async () => {
    const world = shared();
    const head = await world.repository.head();
    expect(head.branch).toMatch(/^(?!refs\/)./);
    expect(await world.repository.treeOf(head.commit)).toMatch(/^[0-9a-f]{40}$/);
    expect(await world.repository.uncommitted()).toEqual([]);
  });

  it("lists the files of a tree in git's order and reads them", async () => {
    const world = shared();
    const { repository } = world;
    const tree = await world.makeTree({
      "b.txt": "b\n",
      "a/z.txt": "z\n",
      "a.txt": "",
      "a/run.sh": { mode: "100755", text: "#!/bin/sh\n" },
      "naïve name.txt": "ünïcode\r\n",
    });
    expect(await repository.listFiles(tree)).toEqual(["a.txt", "a/run.sh", "a/z.txt", "b.txt", "naïve name.txt"]);
    expect(await text(repository, tree, "a/z.txt")).toBe("z\n");
    expect(await text(repository, tree, "a.txt")).toBe("");
    expect(await text(repository, tree, "naïve name.txt")).toBe("ünïcode\r\n");
    expect(await text(repository, tree, "missing.txt")).toBeNull();
    expect(await text(repository, tree, "a/z.txt/deeper")).toBeNull();
    expect(await text(repository, tree, "a")).toBeNull();
  });

  it("gives the same tree the same id", async () => {
    const world = shared();
    const files = { "one.txt": "1\n", "two/three.txt": "3\n" };
    expect(await world.makeTree(files)).toBe(await world.makeTree(files));
  });
}

function comparesTrees(shared: SharedWorld): void {
  it("tells what differs between two trees, a moved file as two", async () => {
    const world = shared();
    const from = await world.makeTree({ "gone.txt": "x\n", "kept.txt": "k\n", "mode.sh": "m\n", "text.txt": "old\n" });
    const to = await world.makeTree({
      "kept.txt": "k\n",
      "mode.sh": { mode: "100755", text: "m\n" },
      "moved.txt": "x\n",
      "text.txt": "new\n",
    });
    expect(await world.repository.changes(from, to)).toEqual([
      { path: "gone.txt", status: "deleted", mode: null },
      { path: "mode.sh", status: "modified", mode: "100755" },
      { path: "moved.txt", status: "added", mode: "100644" },
      { path: "text.txt", status: "modified", mode: "100644" },
    ]);
    expect(await world.repository.changes(from, from)).toEqual([]);
  });

  it("shows what differs as text", async () => {
    const world = shared();
    const from = await world.makeTree({ "text.txt": "old line\n" });
    const to = await world.makeTree({ "text.txt": "new line\n" });
    const diff = await world.repository.diff(from, to);
    expect(diff).toContain("text.txt");
    expect(diff).toContain("-old line");
    expect(diff).toContain("+new line");
    expect(await world.repository.diff(to, to)).toBe("");
  });
}

interface LayOverCase {
  readonly title: string;
  readonly base: TreeFiles;
  readonly overlays: readonly { readonly files: TreeFiles; readonly paths: readonly string[] }[];
  readonly expected: TreeFiles;
}

const layOverCases: readonly LayOverCase[] = [
  {
    title: "nothing at all",
    base: { "a.txt": "a\n" },
    overlays: [{ files: { "a.txt": "other\n" }, paths: [] }],
    expected: { "a.txt": "a\n" },
  },
  {
    title: "only the named paths: changed, added, removed",
    base: { "a.txt": "a\n", "b.txt": "b\n", "c.txt": "c\n" },
    overlays: [
      {
        files: { "a.txt": "A\n", "c.txt": "C\n", "new/x.sh": { mode: "100755", text: "x\n" } },
        paths: ["a.txt", "b.txt", "new/x.sh"],
      },
    ],
    expected: { "a.txt": "A\n", "c.txt": "c\n", "new/x.sh": { mode: "100755", text: "x\n" } },
  },
  {
    title: "a folder where a file was",
    base: { thing: "file\n", "z.txt": "z\n" },
    overlays: [{ files: { "thing/a.txt": "a\n" }, paths: ["thing", "thing/a.txt"] }],
    expected: { "thing/a.txt": "a\n", "z.txt": "z\n" },
  },
  {
    title: "a file where a folder was",
    base: { "thing/a.txt": "a\n", "thing/b.txt": "b\n" },
    overlays: [{ files: { thing: "file\n" }, paths: ["thing", "thing/a.txt", "thing/b.txt"] }],
    expected: { thing: "file\n" },
  },
  {
    title: "one overlay after the other",
    base: { "a.txt": "0\n", "b.txt": "0\n" },
    overlays: [
      { files: { "a.txt": "1\n", "b.txt": "1\n" }, paths: ["a.txt", "b.txt"] },
      { files: { "a.txt": "0\n", "b.txt": "2\n" }, paths: ["b.txt"] },
    ],
    expected: { "a.txt": "1\n", "b.txt": "2\n" },
  },
  {
    title: "a path that is nowhere",
    base: { "a.txt": "a\n" },
    overlays: [{ files: {}, paths: ["never/was.txt"] }],
    expected: { "a.txt": "a\n" },
  },
  {
    title: "a link, and the last file of a folder",
    base: { "dir/only.txt": "x\n", "a.txt": "a\n" },
    overlays: [{ files: { link: { mode: "120000", text: "a.txt" } }, paths: ["link", "dir/only.txt"] }],
    expected: { "a.txt": "a\n", link: { mode: "120000", text: "a.txt" } },
  },
];

function laysOver(shared: SharedWorld): void {
  it.for(layOverCases)("lays over $title", async ({ base, overlays, expected }) => {
    const world = shared();
    const trees = await Promise.all(
      overlays.map(async ({ files, paths }) => ({ tree: await world.makeTree(files), paths })),
    );
    const laid = await world.repository.layOver(await world.makeTree(base), trees);
    expect(laid).toBe(await world.makeTree(expected));
  });
}

interface FaultCase {
  readonly title: string;
  readonly base?: TreeFiles;
  readonly files: TreeFiles;
  readonly kinds: readonly WorkspaceFault["kind"][];
}

const faultCases: readonly FaultCase[] = [
  { title: "honest work", files: { "a.txt": "a\n", "b/c.sh": { mode: "100755", text: "c\n" } }, kinds: [] },
  { title: "a link inside of the tree", files: { "b/link": { mode: "120000", text: "../a.txt" } }, kinds: [] },
  { title: "a git folder", files: { "sub/.git/config": "x\n" }, kinds: ["path"] },
  { title: "a git folder in capitals", files: { ".GIT/config": "x\n" }, kinds: ["path"] },
  { title: "a step up", files: { "../out.txt": "x\n" }, kinds: ["path"] },
  { title: "a control character", files: { "bell\u0007.txt": "x\n" }, kinds: ["path"] },
  { title: "an absolute link", files: { link: { mode: "120000", text: "/etc/passwd" } }, kinds: ["symlink"] },
  { title: "a link that leads out", files: { "b/link": { mode: "120000", text: "../../x" } }, kinds: ["symlink"] },
  { title: "a submodule", files: { sub: { mode: "160000", text: "1".repeat(40) } }, kinds: ["submodule"] },
  { title: "two files that differ in case", files: { "Read.md": "1\n", "read.md": "2\n" }, kinds: ["case-collision"] },
  {
    title: "two files that differ in Unicode form",
    files: { "caf\u00e9": "1\n", "cafe\u0301": "2\n" },
    kinds: ["case-collision"],
  },
  {
    title: "a new file that differs from an old one in case",
    base: { "src/A.ts": "1\n" },
    files: { "src/A.ts": "1\n", "src/a.ts": "2\n" },
    kinds: ["case-collision"],
  },
  { title: "a filter in the attributes", files: { ".gitattributes": "*.bin filter=evil\n" }, kinds: ["attributes"] },
  { title: "harmless attributes", files: { ".gitattributes": "*.bat text eol=crlf\n" }, kinds: [] },
  {
    title: "what was in the base already",
    base: { "Read.md": "1\n", "read.md": "2\n", link: { mode: "120000", text: "/etc/passwd" }, "a.txt": "a\n" },
    files: { "Read.md": "1\n", "read.md": "2\n", link: { mode: "120000", text: "/etc/passwd" }, "a.txt": "A\n" },
    kinds: [],
  },
];

function checksTrees(shared: SharedWorld): void {
  it.for(faultCases)("FAB-EXEC-002 checks a tree with $title", async ({ base, files, kinds }) => {
    const world = shared();
    const faults = await world.repository.checkTree(await world.makeTree(base ?? {}), await world.makeTree(files));
    expect(faults.map((fault) => fault.kind)).toEqual(kinds);
    for (const fault of faults) expect(fault.detail).toMatch(/^[^\p{Cc}]+$/u);
  });
}

async function text(repository: Repository, tree: string, path: string): Promise<string | null> {
  const content = await repository.readFile(tree, path);
  return content === null ? null : new TextDecoder().decode(content);
}
