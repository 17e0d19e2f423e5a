import { appendFile, chmod, lstat, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Workspace } from "@fabrikk/state/ports";
import { sharedWorld } from "@fabrikk/state/contracts/shared-world";
import { expect, test } from "vitest";

import { createWorkspaces, openRepository, removeRunScratch } from "../src/index.ts";
import { gitIn, runIn } from "./run-in.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { openWorkspace, workspacesWorld } from "./workspaces-world.ts";

const shared = sharedWorld(workspacesWorld);
const files = { "a.txt": "a\n", "b/c.txt": "c\n" };

async function faultsAfter(
  act: (workspace: Workspace, git: (...args: readonly string[]) => string) => unknown,
): Promise<readonly string[]> {
  const world = shared();
  await using workspace = await openWorkspace(world, files);
  await act(workspace, (...args) => gitIn(workspace.path, ...args));
  const { faults } = await workspace.capture();
  return faults.map(({ kind, detail }) => `${kind}: ${detail.replace(/[0-9a-f]{40}/g, "<id>")}`);
}

test("FAB-EXEC-002 a worker finds a repository with history, a clean status and a branch of its own", async () => {
  const world = shared();
  const workspaces = await world.workspaces(1);
  const { commit } = await world.repository.head();
  await using workspace = await workspaces.open({ name: "one", tree: await world.repository.treeOf(commit), commit });
  expect(gitIn(workspace.path, "status", "--porcelain", "--branch")).toBe("## work\n");
  expect(gitIn(workspace.path, "log", "--format=%H")).toBe(`${commit}\n`);
  expect(gitIn(workspace.path, "fsck")).toBe("");
  expect(await readdir(workspace.outbox)).toEqual([]);
  expect(workspace.path.startsWith(world.user.folder)).toBe(false);
});

test("FAB-EXEC-005 looking is no fault: status, diff, log, a stash that was taken back", async () => {
  const faults = await faultsAfter(async (workspace, git) => {
    git("status");
    git("diff");
    git("log");
    git("show", "HEAD:readme.md");
    await writeFile(join(workspace.path, "a.txt"), "changed\n");
    git("status");
    git("update-index", "-q", "--refresh", "--really-refresh", "b/c.txt");
  });
  expect(faults).toEqual([]);
});

test("FAB-EXEC-005 commits are found wherever they are put", async () => {
  expect(await faultsAfter((_, git) => git("commit", "--quiet", "-m", "x", "--allow-empty"))).toEqual([
    "commit: refs/heads/work moved from <id> to <id>",
  ]);
  const detached = await faultsAfter((_, git) => {
    git("switch", "--quiet", "--detach");
    git("commit", "--quiet", "-m", "x", "--allow-empty");
  });
  expect(detached).toEqual(["commit: HEAD is at <id> and no longer on refs/heads/work"]);
});

test("FAB-EXEC-005 changes of refs are found, loose and packed", async () => {
  expect(await faultsAfter((_, git) => git("switch", "--quiet", "-c", "mine"))).toEqual([
    "ref: HEAD is at refs/heads/mine and no longer on refs/heads/work",
    "ref: refs/heads/mine was made at <id>",
  ]);
  const packed = await faultsAfter((_, git) => {
    git("tag", "mine");
    git("pack-refs", "--all");
  });
  expect(packed).toEqual(["ref: refs/tags/mine was made at <id>"]);
  expect(await faultsAfter((_, git) => git("pack-refs", "--all"))).toEqual([]);
  expect(await faultsAfter((_, git) => git("update-ref", "-d", "refs/heads/work"))).toContain(
    "ref: refs/heads/work was removed",
  );
});

test("FAB-EXEC-005 changes of config, hooks, alternates and index are found", async () => {
  expect(await faultsAfter((_, git) => git("config", "core.hooksPath", "/tmp"))).toEqual([
    "config: .git/config was changed",
  ]);
  const hooks = await faultsAfter(async ({ path }) => {
    await writeFile(join(path, ".git/hooks/pre-commit"), "#!/bin/sh\n");
    await appendFile(join(path, ".git/objects/info/alternates"), "/somewhere\n");
  });
  expect(hooks).toEqual(["config: .git/objects/info/alternates was changed", "hook: the hook pre-commit was made"]);
  const staged = await faultsAfter(async ({ path }, git) => {
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => writeFile(join(path, `new-${n}.txt`), "n\n")));
    git("add", "--intent-to-add", "--all");
  });
  expect(staged).toEqual([
    "index: changes were staged: new-1.txt, new-2.txt, new-3.txt, new-4.txt, new-5.txt and 1 more",
  ]);
  expect(await faultsAfter((_, git) => git("rm", "--quiet", "--cached", "a.txt"))).toEqual([
    "index: changes were staged: a.txt",
  ]);
  expect(await faultsAfter(({ path }) => rm(join(path, ".git/index")))).toEqual(["index: the index was removed"]);
  expect(await faultsAfter(({ path }) => writeFile(join(path, ".git/index"), "?"))).toEqual([
    "index: the index is damaged",
  ]);
});

test("FAB-EXEC-005 a repository that was removed or replaced is missing, and its files are taken all the same", async () => {
  const world = shared();
  const replacements: readonly [(gitDir: string) => Promise<void>, string][] = [
    [async () => {}, ".git was removed"],
    [(gitDir) => writeFile(gitDir, "gitdir: ../away\n"), ".git is no longer a folder"],
    [(gitDir) => symlink("../away", gitDir), ".git is no longer a folder"],
  ];
  for (const [replace, detail] of replacements) {
    await using workspace = await openWorkspace(world, files);
    const gitDir = join(workspace.path, ".git");
    await rename(gitDir, join(workspace.path, "../away"));
    await replace(gitDir);
    await writeFile(join(workspace.path, "a.txt"), "changed\n");
    const expected = await world.makeTree({ ...files, "a.txt": "changed\n" });
    expect(await workspace.capture()).toEqual({ tree: expected, faults: [{ kind: "repository-missing", detail }] });
  }
});

test("FAB-EXEC-005 a folder of working files that was removed or led elsewhere is empty, and nothing else is taken", async () => {
  const world = shared();
  for (const [replace, detail] of [
    [async () => {}, "removed"],
    [(work: string) => symlink(world.user.folder, work), "replaced"],
  ] as const) {
    await using workspace = await openWorkspace(world, files);
    await rm(workspace.path, { recursive: true });
    await replace(workspace.path);
    const { tree, faults } = await workspace.capture();
    expect(tree).toBe(await world.makeTree({}));
    expect(faults.map(({ kind, detail: text }) => `${kind}: ${text}`)).toEqual([
      `path: the folder of the working files was ${detail}`,
      "repository-missing: .git was removed",
    ]);
  }
  expect(await world.repository.uncommitted()).toEqual([]);
});

test("FAB-TOP-009 what an engine had begun to take when it died is taken again", async () => {
  const world = shared();
  await using workspace = await openWorkspace(world, files);
  await writeFile(join(workspace.path, "a.txt"), "changed\n");
  await writeFile(join(workspace.path, "../index.lock"), "half an index");
  const expected = await world.makeTree({ ...files, "a.txt": "changed\n" });
  expect(await workspace.capture()).toEqual({ tree: expected, faults: [] });
});

test("FAB-EXEC-002 a workspace costs one git process to make, and one or three to take its tree", async () => {
  const world = shared();
  await using folder = await temporaryFolder();
  const path = process.env.PATH;
  const log = join(folder.path, "log");
  const real = runIn(folder.path, "sh", "-c", "command -v git").trim();
  await writeFile(join(folder.path, "git"), `#!/bin/sh\necho call >> '${log}'\nexec '${real}' "$@"\n`, { mode: 0o755 });
  const calls = async (act: () => Promise<unknown>) => {
    await writeFile(log, "");
    await act();
    return (await readFile(log, "utf8")).length / "call\n".length;
  };
  try {
    process.env.PATH = `${folder.path}:${path}`;
    const workspaces = await world.workspaces(1);
    const spec = { name: "counted", tree: await world.makeTree(files), commit: world.user.commit };
    expect(await calls(() => workspaces.open(spec))).toBe(1);
    await using workspace = await (await world.workspaces(2)).leftover("counted").then(found);
    expect(await calls(() => workspace.capture())).toBe(2);
    expect(await calls(() => workspace.capture())).toBe(1);
    await writeFile(join(workspace.path, "a.txt"), "changed\n");
    expect(await calls(() => workspace.capture())).toBe(3);
  } finally {
    process.env.PATH = path;
  }
});

function found(workspace: Workspace | null): Workspace {
  if (workspace === null) throw new Error("there is no leftover");
  return workspace;
}

test("FAB-EXEC-005 nothing that a worker configures is run by taking its files", async () => {
  const world = shared();
  await using workspace = await openWorkspace(world, { ...files, ".gitattributes": "*.txt filter=evil\n" });
  const trace = join(workspace.outbox, "trace");
  const script = join(workspace.outbox, "script");
  await writeFile(script, `#!/bin/sh\necho run >> '${trace}'\ncat\n`);
  await chmod(script, 0o755);
  for (const key of ["core.fsmonitor", "filter.evil.clean", "filter.evil.process", "core.hooksPath"])
    gitIn(workspace.path, "config", key, script);
  await mkdir(join(workspace.path, ".git/hooks"), { recursive: true });
  await symlink(script, join(workspace.path, ".git/hooks/post-index-change"));
  await writeFile(join(workspace.path, "a.txt"), "changed\n");
  const { faults } = await workspace.capture();
  expect(faults.map((fault) => fault.kind)).toEqual(["config", "hook"]);
  await expect(lstat(trace)).rejects.toMatchObject({ code: "ENOENT" });
  gitIn(workspace.path, "status");
  expect(await readFile(trace, "utf8")).toContain("run");
});

test("FAB-EXEC-002 a worker in a shallow clone can read the history there is", async () => {
  const world = shared();
  await using folder = await temporaryFolder();
  await world.user.commitFiles({ "readme.md": "two\n" });
  gitIn(folder.path, "clone", "--quiet", "--depth=1", `file://${world.user.folder}`, "shallow");
  const repository = await openRepository(join(folder.path, "shallow"));
  const scratch = join(folder.path, "scratch");
  const workspaces = await createWorkspaces({ repository, runId: "demo-1", epoch: 1, scratch });
  const { commit } = await repository.head();
  await using workspace = await workspaces.open({ name: "one", tree: await repository.treeOf(commit), commit });
  expect(gitIn(workspace.path, "log", "--format=%s")).toBe("Change\n");
});

test("the folder for workspaces is nobody else's, and goes away with the run", async () => {
  const world = shared();
  await using folder = await temporaryFolder();
  const { repository } = world;
  const scratch = join(folder.path, "scratch");
  const make = (runId = "demo-1") => createWorkspaces({ repository, runId, epoch: 1, scratch });
  const unsafe = { code: "FABRIKK_GIT_SCRATCH_UNSAFE", message: expect.stringContaining(scratch) };
  await symlink(folder.path, scratch);
  await expect(make()).rejects.toMatchObject(unsafe);
  await rm(scratch);
  await mkdir(scratch, { mode: 0o755 });
  await expect(make()).rejects.toMatchObject(unsafe);
  await chmod(scratch, 0o700);
  await make();
  const { commit } = await repository.head();
  await (await make("demo-2")).open({ name: "one", tree: await world.makeTree(files), commit });
  expect((await lstat(join(scratch, "demo-2/e1-one"))).mode & 0o777).toBe(0o700);
  await removeRunScratch({ runId: "demo-2", scratch });
  await removeRunScratch({ runId: "demo-2", scratch });
  expect(await readdir(scratch)).toEqual(["demo-1"]);
});

test("a workspace that cannot be made leaves nothing behind, and one that was not made to its end is no leftover", async () => {
  const world = shared();
  const workspaces = await world.workspaces(1);
  const { commit } = await world.repository.head();
  const missing = workspaces.open({ name: "one", tree: "1".repeat(40), commit });
  await expect(missing).rejects.toMatchObject({ code: "FABRIKK_GIT_COMMAND_FAILED" });
  expect(await readdir(join(world.scratch, "demo-1"))).toEqual([]);
  const workspace = await workspaces.open({ name: "one", tree: await world.makeTree(files), commit });
  await rm(join(workspace.path, "../made"));
  expect(await (await world.workspaces(2)).leftover("one")).toBeNull();
  await workspace[Symbol.asyncDispose]();
});

test("FAB-EXEC-004 a pipe in the outbox is refused at once, and a name that leads elsewhere is a mistake", async () => {
  const world = shared();
  const workspaces = await world.workspaces(1);
  await using workspace = await openWorkspace(world, files);
  runIn(workspace.outbox, "mkfifo", "result.json");
  expect(await workspaces.readOutbox(workspace, "result.json", 100)).toMatchObject({ state: "refused" });
  await expect(workspaces.readOutbox(workspace, "../work/a.txt", 100)).rejects.toThrow("../work/a.txt");
  await rm(workspace.outbox, { recursive: true });
  await symlink(workspace.path, workspace.outbox);
  expect(await workspaces.readOutbox(workspace, "a.txt", 100)).toMatchObject({ state: "refused" });
});
