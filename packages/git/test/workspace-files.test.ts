import { chmod, lstat, mkdir, readFile, rename, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { TreeFiles } from "@fabrikk/state/contracts/tree-files";
import fc from "fast-check";
import { sharedWorld } from "@fabrikk/state/contracts/shared-world";
import { expect, test } from "vitest";

import { gitIn, runIn } from "./run-in.ts";
import { openWorkspace, workspacesWorld } from "./workspaces-world.ts";

const shared = sharedWorld(workspacesWorld);
const names = [
  "plain.txt",
  "two words.txt",
  "new\nline.txt",
  "ünï/çode.txt",
  "-dash",
  "'quote\"",
  "a/b/c.txt",
  ":(top)x",
  "*",
] as const;

test(
  "FAB-EXEC-002 any files come out as they went in, and with the changes made to them",
  { timeout: 30_000 },
  async () => {
    const text = fc.constantFrom("", "unix\n", "windows\r\n", "mixed\r\nlines\n", "\u0000binary\u0000");
    const file = fc.oneof(text, fc.record({ mode: fc.constant("100755" as const), text }));
    const files: fc.Arbitrary<TreeFiles> = fc.dictionary(fc.constantFrom(...names), file, { noNullPrototype: true });
    const world = shared();
    await fc.assert(
      fc.asyncProperty(files, files, async (before, after) => {
        await using workspace = await openWorkspace(world, before);
        expect(await world.look(workspace)).toEqual(before);
        expect((await workspace.capture()).tree).toBe(await world.makeTree(before));
        const gone = Object.keys(before).filter((path) => !(path in after));
        await world.edit(workspace, { ...Object.fromEntries(gone.map((path) => [path, null])), ...after });
        expect(await workspace.capture()).toEqual({ tree: await world.makeTree(after), faults: [] });
      }),
      { numRuns: 8 },
    );
  },
);

test("FAB-EXEC-002 a change of the same size at once after the start is seen", async () => {
  const world = shared();
  await using workspace = await openWorkspace(world, { "a.txt": "old\n" });
  await writeFile(join(workspace.path, "a.txt"), "new\n");
  expect((await workspace.capture()).tree).toBe(await world.makeTree({ "a.txt": "new\n" }));
});

test("FAB-EXEC-002 a change whose time was set back is seen", async () => {
  const world = shared();
  await using workspace = await openWorkspace(world, { "a.txt": "old\n" });
  const path = join(workspace.path, "a.txt");
  const { atime, mtime } = await lstat(path);
  await writeFile(path, "new\n");
  await utimes(path, atime, mtime);
  expect((await workspace.capture()).tree).toBe(await world.makeTree({ "a.txt": "new\n" }));
});

test("FAB-EXEC-002 text conversions of the tree hold, and a file that was committed unconverted is not blamed on the worker", async () => {
  const world = shared();
  const files = { ".gitattributes": "*.bat eol=crlf\n*.txt text\n", "run.bat": "one\n", "dos.txt": "one\r\n" };
  for (let round = 0; round < 3; round += 1) {
    await using workspace = await openWorkspace(world, files);
    expect(await readFile(join(workspace.path, "run.bat"), "utf8")).toBe("one\r\n");
    expect((await workspace.capture()).tree).toBe(await world.makeTree(files));
    await writeFile(join(workspace.path, "run.bat"), "two\r\n");
    expect((await workspace.capture()).tree).toBe(await world.makeTree({ ...files, "run.bat": "two\n" }));
  }
});

test("FAB-EXEC-014 a filter that attributes name is not run, on the way in or out", async () => {
  const world = shared();
  gitIn(world.user.folder, "config", "filter.upper.smudge", "tr a-z A-Z");
  gitIn(world.user.folder, "config", "filter.upper.clean", "tr A-Z a-z");
  const files = { ".gitattributes": "*.txt filter=upper\n", "a.txt": "lower\n" };
  await using workspace = await openWorkspace(world, files);
  expect(await readFile(join(workspace.path, "a.txt"), "utf8")).toBe("lower\n");
  await writeFile(join(workspace.path, "a.txt"), "MiXeD\n");
  expect((await workspace.capture()).tree).toBe(await world.makeTree({ ...files, "a.txt": "MiXeD\n" }));
});

test("FAB-EXEC-002 a folder that became a link is taken as a link", async () => {
  const world = shared();
  await using workspace = await openWorkspace(world, { "one/a.txt": "a\n" });
  await rename(join(workspace.path, "one"), join(workspace.path, "two"));
  await symlink("two", join(workspace.path, "one"));
  const expected = { one: { mode: "120000", text: "two" }, "two/a.txt": "a\n" } as const;
  expect(await workspace.capture()).toEqual({ tree: await world.makeTree(expected), faults: [] });
});

test("FAB-EXEC-002 an empty workspace is an empty tree", async () => {
  const world = shared();
  await using workspace = await openWorkspace(world, { "a.txt": "a\n", "b/c.txt": "c\n" });
  await rm(join(workspace.path, "a.txt"));
  await rm(join(workspace.path, "b"), { recursive: true });
  expect(await workspace.capture()).toEqual({ tree: await world.makeTree({}), faults: [] });
});

test("FAB-EXEC-002 what no tree can hold stays out and is named", async () => {
  const world = shared();
  await using workspace = await openWorkspace(world, { "kept.txt": "k\n", "pipe.txt": "p\n" });
  const inWork = (path: string) => join(workspace.path, path);
  await mkdir(inWork(".GIT"));
  await writeFile(inWork(".GIT/config"), "x\n");
  await writeFile(Buffer.concat([Buffer.from(inWork("bad")), Buffer.of(0xff)]), "x\n");
  await writeFile(inWork("large.bin"), "");
  await truncate(inWork("large.bin"), 100 * 1024 * 1024 + 1);
  await rm(inWork("pipe.txt"));
  runIn(workspace.path, "mkfifo", "pipe.txt", "other-pipe");
  await writeFile(inWork("new.txt"), "n\n");
  const { tree, faults } = await workspace.capture();
  expect(tree).toBe(await world.makeTree({ "kept.txt": "k\n", "new.txt": "n\n", "pipe.txt": "p\n" }));
  expect(faults.map(({ kind, detail }) => `${kind} ${detail}`).toSorted()).toEqual([
    "mode pipe.txt is neither file nor link",
    "path .GIT/config names a git folder",
    "path badÿ is not UTF-8",
    "size large.bin has 104857601 bytes; a file may have 104857600",
  ]);
});

test("FAB-EXEC-002 a pipe in the place of a file that git reads holds nothing up", async () => {
  const world = shared();
  await using workspace = await openWorkspace(world, { ".gitignore": "x\n", "deep/a.txt": "a\n" });
  await rm(join(workspace.path, ".gitignore"));
  runIn(workspace.path, "mkfifo", ".gitignore", "deep/.gitattributes");
  const { tree, faults } = await workspace.capture();
  expect(tree).toBe(await world.makeTree({ "deep/a.txt": "a\n" }));
  expect(faults.map((fault) => fault.detail)).toEqual([
    ".gitignore was neither file nor link",
    "deep/.gitattributes was neither file nor link",
  ]);
});

test("FAB-EXEC-002 a nested repository becomes no submodule, whether it has commits or not", async () => {
  const world = shared();
  await using workspace = await openWorkspace(world, { "src/a.ts": "a\n" });
  gitIn(workspace.path, "init", "--quiet", "one");
  gitIn(workspace.path, "init", "--quiet", "src/two");
  await writeFile(join(workspace.path, "src/two/x"), "x\n");
  gitIn(join(workspace.path, "src/two"), "add", "x");
  gitIn(join(workspace.path, "src/two"), "commit", "--quiet", "-m", "Mine");
  gitIn(workspace.path, "init", "--quiet", "src");
  await writeFile(join(workspace.path, "src/b.ts"), "b\n");
  const { tree, faults } = await workspace.capture();
  expect(tree).toBe(await world.makeTree({ "src/a.ts": "a\n", "src/b.ts": "b\n" }));
  expect(faults.map((fault) => fault.kind)).toEqual(["submodule", "submodule"]);
  expect(faults[1]?.detail).toContain("src/two/");
});

test("disposing removes read-only files and folders, and follows no link", async () => {
  const world = shared();
  const workspace = await openWorkspace(world, { "a/b.txt": "b\n" });
  const outside = join(world.user.folder, "readme.md");
  await symlink(outside, join(workspace.path, "link"));
  await symlink(world.user.folder, join(workspace.path, "folder-link"));
  await chmod(join(workspace.path, "a/b.txt"), 0o400);
  await chmod(join(workspace.path, "a"), 0o500);
  await workspace[Symbol.asyncDispose]();
  await expect(lstat(workspace.path)).rejects.toMatchObject({ code: "ENOENT" });
  expect(await readFile(outside, "utf8")).toBe("hello\n");
});
