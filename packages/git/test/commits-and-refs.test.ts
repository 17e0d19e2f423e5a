import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import type { CommitSpec } from "@fabrikk/state/ports";
import { sharedWorld } from "@fabrikk/state/contracts/shared-world";
import { expect, test } from "vitest";

import { openRepository } from "../src/open-repository.ts";
import { repositoryWorld } from "./repository-world.ts";
import { gitIn } from "./run-in.ts";

const shared = sharedWorld(() => repositoryWorld());
const at = Date.UTC(2026, 10, 20, 8, 51, 41, 999);

test.for([
  "Title\n",
  "No newline at the end",
  "\n\nblank lines around\n\n\n",
  "Windows\r\n\r\nlines\r\n",
  "ünïcode ✓\n",
])("FAB-RUN-002 the id of a commit follows from its fields alone: %j", async (message) => {
  const world = shared();
  const parent = world.user.commit;
  const tree = await world.makeTree({ "a.txt": "a\n" });
  const who = "fabrikk <fabrikk@users.invalid> 1795164701 +0000";
  const content = `tree ${tree}\nparent ${parent}\nauthor ${who}\ncommitter ${who}\n\n${message}`;
  const expected = createHash("sha1")
    .update(`commit ${Buffer.byteLength(content)}\0${content}`)
    .digest("hex");
  const spec: CommitSpec = { tree, parent, message, at };
  expect(await world.repository.createCommit(spec)).toBe(expected);
  expect((await world.repository.log(parent, expected))[0]).toMatchObject({ commit: expected, message });
});

test("FAB-VER-008 trailers are what git says they are", async () => {
  const world = shared();
  const { repository } = world;
  const messages = [
    "Title\n\nFabrikk-Task: task-1\nFabrikk-Requirements: A-1,\n  A-2\n",
    "Title\n\nText: one\nand not a trailer\n",
    "Title: not a trailer\n",
    "Title\n\nBody\n\nA: 1\nB : 2\n# comment\n\n",
    "Title\n\nSigned-off-by: Me <me@users.invalid>\nloose text\nloose text\n",
  ];
  for (const message of messages) {
    const parent = world.user.commit;
    const commit = await repository.createCommit({ tree: await world.makeTree({}), parent, message, at });
    const parsed = gitIn(world.user.folder, "log", "-1", "--format=%(trailers:only,unfold)", commit).trim();
    const [record] = await repository.log(parent, commit);
    expect(record?.trailers.map(({ key, value }) => `${key}: ${value}`).join("\n")).toBe(parsed);
  }
});

test("FAB-RUN-002 what a run made is read back after the user's git has packed it", async () => {
  await using world = await repositoryWorld();
  const { repository } = world;
  const tree = await world.makeTree({ "a/b.txt": "kept\n", "back\\slash.txt": "odd\n" });
  const commit = await repository.createCommit({ tree, parent: world.user.commit, message: "Kept\n", at });
  await repository.moveRef("refs/heads/fabrikk/demo-1", null, commit);
  const read = async () => [
    await repository.treeOf(commit),
    await repository.readFile(tree, "a/b.txt").then(text),
    await repository.readFile(tree, "back\\slash.txt").then(text),
    await repository.readFile(tree, "a"),
    await repository.readFile(tree, "c"),
    await repository.readRef("refs/heads/fabrikk/demo-1"),
  ];
  const expected = [tree, "kept\n", "odd\n", null, null, commit];
  expect(await read()).toEqual(expected);
  gitIn(world.user.folder, "gc", "--quiet", "--prune=now");
  expect(await read()).toEqual(expected);
});

function text(content: Uint8Array | null): string | null {
  return content === null ? null : new TextDecoder().decode(content);
}

test("FAB-EXEC-014 replaced objects of the user's do not change what is read", async () => {
  await using world = await repositoryWorld();
  const { repository } = world;
  const parent = world.user.commit;
  const honest = await repository.createCommit({
    tree: await world.makeTree({ a: "1" }),
    parent,
    message: "One\n",
    at,
  });
  const other = await repository.createCommit({ tree: await world.makeTree({ a: "2" }), parent, message: "Two\n", at });
  gitIn(world.user.folder, "replace", honest, other);
  expect((await repository.log(parent, honest))[0]?.message).toBe("One\n");
  gitIn(world.user.folder, "update-ref", "refs/heads/honest", honest);
  gitIn(world.user.folder, "gc", "--quiet", "--prune=now");
  expect(await repository.treeOf(honest)).toBe(await world.makeTree({ a: "1" }));
});

test("a branch named fabrikk is in the way, and is named", async () => {
  await using world = await repositoryWorld();
  gitIn(world.user.folder, "branch", "fabrikk");
  await expect(world.repository.moveRef("refs/heads/fabrikk/demo-1", null, world.user.commit)).rejects.toMatchObject({
    code: "FABRIKK_GIT_REF_REFUSED",
    message: expect.stringContaining("refs/heads/fabrikk"),
  });
});

test("a ref that another program holds is refused, and moves when it is free", async () => {
  const world = shared();
  const ref = "refs/heads/fabrikk/demo-13";
  const lock = join(world.repository.gitDir, `${ref}.lock`);
  await mkdir(dirname(lock), { recursive: true });
  await writeFile(lock, "");
  const move = world.repository.moveRef(ref, null, world.user.commit);
  await expect(move).rejects.toMatchObject({ code: "FABRIKK_GIT_REF_REFUSED" });
  await rm(lock);
  await world.repository.moveRef(ref, null, world.user.commit);
  expect(await world.repository.readRef(ref)).toBe(world.user.commit);
});

test("FAB-EXEC-014 a symbolic ref in the place of fabrikk's leads nowhere", async () => {
  const world = shared();
  const { repository, user } = world;
  const ref = "refs/heads/fabrikk/demo-14";
  gitIn(user.folder, "symbolic-ref", ref, "refs/heads/main");
  const tree = await world.makeTree({ "a.txt": "a\n" });
  const next = await repository.createCommit({ tree, parent: user.commit, message: "Next\n", at });
  await repository.moveRef(ref, user.commit, next);
  expect(await repository.readRef("refs/heads/main")).toBe(user.commit);
  expect(await repository.readRef(ref)).toBe(next);
});

test("FAB-EXEC-014 works where nobody has set a name, and names itself in the reflog", async () => {
  const world = shared();
  const repository = await openRepository(world.user.folder);
  await repository.moveRef("refs/heads/fabrikk/demo-15", null, world.user.commit);
  const reflog = gitIn(world.user.folder, "reflog", "show", "--format=%gn <%ge>", "fabrikk/demo-15").trim();
  expect(reflog).toBe("fabrikk <fabrikk@users.invalid>");
});

test("a diff that is too long says so", async () => {
  const world = shared();
  const from = await world.makeTree({});
  const to = await world.makeTree({ "long.txt": "a line of text\n".repeat(100_000) });
  const diff = await world.repository.diff(from, to);
  expect(diff.length).toBeLessThan(1024 * 1024 + 100);
  expect(diff.trimEnd().split("\n").at(-1)).toBe("[the diff is longer than 1 MiB: the rest is left out]");
});
