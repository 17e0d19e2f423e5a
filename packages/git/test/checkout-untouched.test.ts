import { chmod, lstat, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { createWorkspaces, removeRunScratch } from "../src/index.ts";
import { repositoryWorld, type GitRepositoryWorld } from "./repository-world.ts";
import { gitIn } from "./run-in.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const at = Date.UTC(2026, 10, 20);

/** Every file below a folder with its bytes, mode and time; objects and fabrikk's own refs left out. */
async function snapshot(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/\/\.git\/(objects|.*fabrikk)(\/|$)/.test(path));
  const described = paths.map(async (path) => {
    const found = await lstat(path, { bigint: true });
    const content = found.isSymbolicLink()
      ? await readlink(path)
      : found.isFile()
        ? (await readFile(path)).toString("base64")
        : "";
    const time = found.isDirectory() ? "" : found.mtimeNs;
    return [path, `${found.mode} ${time} ${content}`] as const;
  });
  return Object.fromEntries(await Promise.all(described));
}

/** Everything that a run does to a repository, once. */
async function doAll({ repository }: GitRepositoryWorld, scratch: string): Promise<string> {
  const { commit } = await repository.head();
  const base = await repository.treeOf(commit);
  const workspaces = await createWorkspaces({ repository, runId: "demo-1", epoch: 1, scratch });
  const workspace = await workspaces.open({ name: "task-1-1", tree: base, commit });
  await writeFile(join(workspace.path, "made.txt"), "made\n");
  const { tree } = await workspace.capture();
  await repository.checkTree(base, tree);
  const changes = await repository.changes(base, tree);
  await repository.diff(base, tree);
  const laid = await repository.layOver(base, [{ tree, paths: changes.map((change) => change.path) }]);
  const spec = { tree: laid, parent: commit, message: "Made\n", at };
  const made = await repository.createCommit(spec);
  await repository.moveRef("refs/heads/fabrikk/demo-1", null, made);
  await repository.keepTree("refs/fabrikk/demo-1/salvage/task-1-1", spec);
  await repository.keepFiles("refs/fabrikk/demo-1/journal", [{ path: "1.jsonl", content: Buffer.from("{}\n") }], at);
  await repository.log(commit, made);
  await repository.foreignRefs();
  await workspace[Symbol.asyncDispose]();
  await removeRunScratch({ runId: "demo-1", scratch });
  return made;
}

test("FAB-EXEC-014 a dirty checkout, its index, HEAD, config and reflog stay as they are, byte for byte", async () => {
  await using world = await repositoryWorld({
    "staged.txt": "1\n",
    "changed.txt": "1\n",
    "gone.txt": "1\n",
    "same.txt": "1\n",
  });
  await using folder = await temporaryFolder();
  const { folder: checkout } = world.user;
  await writeFile(join(checkout, "staged.txt"), "2\n");
  await world.user.git("add", "staged.txt");
  await writeFile(join(checkout, "changed.txt"), "2\n");
  await writeFile(join(checkout, "same.txt"), "1\n");
  await rm(join(checkout, "gone.txt"));
  await writeFile(join(checkout, "new name.txt"), "new\n");
  await symlink("nowhere", join(checkout, "link"));
  const before = await snapshot(checkout);
  expect(await world.repository.uncommitted()).toEqual([
    "changed.txt",
    "gone.txt",
    "link",
    "new name.txt",
    "staged.txt",
  ]);
  const made = await doAll(world, join(folder.path, "scratch"));
  expect(await snapshot(checkout)).toEqual(before);
  expect(await world.user.git("rev-parse", "refs/heads/fabrikk/demo-1")).toBe(made);
  expect(await world.user.git("show", "fabrikk/demo-1:changed.txt")).toBe("1");
  expect(await world.user.git("fsck", "--strict")).toBe("");
});

test("FAB-EXEC-014 nothing that the user's repository configures is run: filters, hooks, file monitor, drivers", async () => {
  await using world = await repositoryWorld({ ".gitattributes": "*.txt filter=evil diff=evil\n", "a.txt": "1\n" });
  await using folder = await temporaryFolder();
  const { folder: checkout } = world.user;
  const trace = join(folder.path, "trace");
  const script = join(folder.path, "script");
  await writeFile(script, `#!/bin/sh\necho "$0 $*" >> '${trace}'\ncat\n`);
  await chmod(script, 0o755);
  for (const key of [
    "filter.evil.clean",
    "filter.evil.smudge",
    "filter.evil.process",
    "core.fsmonitor",
    "diff.evil.textconv",
    "diff.evil.command",
    "diff.external",
    "core.pager",
  ]) {
    gitIn(checkout, "config", key, script);
  }
  gitIn(checkout, "config", "filter.evil.required", "true");
  gitIn(checkout, "config", "core.hooksPath", join(folder.path, "hooks"));
  gitIn(checkout, "config", "commit.gpgSign", "true");
  gitIn(checkout, "config", "i18n.commitEncoding", "ISO-8859-1");
  for (const hooks of [join(folder.path, "hooks"), join(checkout, ".git/hooks")]) {
    await mkdir(hooks, { recursive: true });
    for (const hook of ["reference-transaction", "post-index-change"]) await symlink(script, join(hooks, hook));
  }
  await writeFile(join(checkout, "a.txt"), "2\n");
  expect(await world.repository.uncommitted()).toEqual(["a.txt"]);
  await doAll(world, join(folder.path, "scratch"));
  await expect(readFile(trace, "utf8")).rejects.toMatchObject({ code: "ENOENT" });
  expect(() => gitIn(checkout, "status")).toThrow("filter");
  expect(await readFile(trace, "utf8")).toContain("script");
});
