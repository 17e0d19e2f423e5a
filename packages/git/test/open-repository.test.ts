import { chmod, realpath, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { throwawayRepository } from "@fabrikk/state/contracts/throwaway-repository";
import { afterEach, beforeEach, expect, test } from "vitest";

import { currentGitVersion } from "../src/git-version.ts";
import { openRepository } from "../src/open-repository.ts";
import { gitIn } from "./run-in.ts";
import { temporaryFolder, type TemporaryFolder } from "./temporary-folder.ts";

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await folder[Symbol.asyncDispose]();
});

async function refusal(path: string): Promise<unknown> {
  return await openRepository(path).then(
    () => "opened",
    (error: unknown) => (error as { readonly code?: string }).code ?? error,
  );
}

test("refuses a folder that is not in a repository, is missing, or is a git folder", async () => {
  await using user = await throwawayRepository({ "a.txt": "a\n" });
  expect(await refusal(folder.path)).toBe("FABRIKK_GIT_NOT_A_REPOSITORY");
  expect(await refusal(join(folder.path, "missing"))).toBe("FABRIKK_GIT_NOT_A_REPOSITORY");
  expect(await refusal(join(user.folder, "a.txt"))).toBe("FABRIKK_GIT_NOT_A_REPOSITORY");
  expect(await refusal(join(user.folder, ".git"))).toBe("FABRIKK_GIT_NOT_A_REPOSITORY");
});

test("refuses a bare repository, one without a commit and one with SHA-256", async () => {
  gitIn(folder.path, "init", "--quiet", "--bare", "bare");
  gitIn(folder.path, "init", "--quiet", "empty");
  gitIn(folder.path, "init", "--quiet", "--object-format=sha256", "other");
  expect(await refusal(join(folder.path, "bare"))).toBe("FABRIKK_GIT_BARE_REPOSITORY");
  expect(await refusal(join(folder.path, "empty"))).toBe("FABRIKK_GIT_NO_COMMIT");
  expect(await refusal(join(folder.path, "other"))).toBe("FABRIKK_GIT_SHA256_REPOSITORY");
});

test("refuses a sparse checkout, until it is full again", async () => {
  await using user = await throwawayRepository({ "a/one.txt": "1\n", "b/two.txt": "2\n" });
  await user.git("sparse-checkout", "set", "a");
  expect(await refusal(user.folder)).toBe("FABRIKK_GIT_SPARSE_CHECKOUT");
  await user.git("sparse-checkout", "disable");
  expect(await refusal(user.folder)).toBe("opened");
});

test("refuses a partial clone and works in a shallow one", async () => {
  await using user = await throwawayRepository({ "a.txt": "1\n" });
  await user.commitFiles({ "a.txt": "2\n" });
  await user.git("config", "uploadpack.allowFilter", "true");
  const url = `file://${user.folder}`;
  gitIn(folder.path, "clone", "--quiet", "--filter=blob:none", url, "partial");
  gitIn(folder.path, "clone", "--quiet", "--depth=1", url, "shallow");
  expect(await refusal(join(folder.path, "partial"))).toBe("FABRIKK_GIT_PARTIAL_CLONE");
  const shallow = await openRepository(join(folder.path, "shallow"));
  const { commit } = await shallow.head();
  const tree = await shallow.treeOf(commit);
  const next = await shallow.createCommit({ tree, parent: commit, message: "Next\n", at: 0 });
  expect((await shallow.log(commit, next)).map((found) => found.commit)).toEqual([next]);
  await shallow.keepFiles("refs/fabrikk/demo-1/journal", [], 0);
  const unrelated = (await shallow.readRef("refs/fabrikk/demo-1/journal")) ?? "";
  expect((await shallow.log(unrelated, next)).map((found) => found.commit)).toEqual([next, commit]);
  expect(new TextDecoder().decode((await shallow.readFile(tree, "a.txt")) ?? undefined)).toBe("2\n");
});

test("refuses submodules and names the first", async () => {
  await using user = await throwawayRepository({ "a.txt": "1\n" });
  await user.git("update-index", "--add", "--cacheinfo", `160000,${user.commit},parts/sub`);
  await user.git("commit", "--quiet", "-m", "Submodule");
  await expect(openRepository(user.folder)).rejects.toMatchObject({
    code: "FABRIKK_GIT_SUBMODULES",
    message: expect.stringContaining("parts/sub"),
  });
});

test("refuses Git LFS pointers, but not a text that only looks like one", async () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"0".repeat(64)}\nsize 12345\n`;
  await using user = await throwawayRepository({ "fixture.txt": pointer });
  expect(await refusal(user.folder)).toBe("opened");
  await user.commitFiles({ "media/.gitattributes": "*.bin filter=lfs diff=lfs merge=lfs -text\n" });
  expect(await refusal(user.folder)).toBe("FABRIKK_GIT_LFS_POINTERS");
  await user.commitFiles({ "fixture.txt": "text\n" });
  expect(await refusal(user.folder)).toBe("opened");
});

test("refuses a path that is not UTF-8", async () => {
  await using user = await throwawayRepository({ "a.txt": "1\n" });
  await writeFile(Buffer.concat([Buffer.from(`${user.folder}/bad`), Buffer.of(0xff)]), "x\n");
  await user.git("add", "--all");
  await user.git("commit", "--quiet", "-m", "Bad name");
  expect(await refusal(user.folder)).toBe("FABRIKK_GIT_PATH_ENCODING");
});

test("finds the top level from a folder inside, and through a link", async () => {
  await using user = await throwawayRepository({ "deep/down/a.txt": "1\n" });
  await symlink(join(user.folder, "deep"), join(folder.path, "link"));
  for (const path of [join(user.folder, "deep/down"), join(folder.path, "link")]) {
    const repository = await openRepository(path);
    expect(repository.root).toBe(await realpath(user.folder));
    expect(repository.gitDir).toBe(join(repository.root, ".git"));
    expect((await repository.head()).branch).toBe("main");
  }
});

test("works in a linked worktree: its own HEAD and files, the common objects and refs", async () => {
  await using user = await throwawayRepository({ "a.txt": "1\n" });
  const linked = join(folder.path, "linked");
  await user.git("worktree", "add", "--quiet", "-b", "side", linked);
  await writeFile(join(linked, "new.txt"), "new\n");
  const repository = await openRepository(linked);
  expect(repository.root).toBe(linked);
  expect(repository.gitDir).toBe(join(user.folder, ".git"));
  expect(await repository.head()).toEqual({ commit: user.commit, branch: "side" });
  expect(await repository.uncommitted()).toEqual(["new.txt"]);
  await repository.moveRef("refs/heads/fabrikk/demo-1", null, user.commit);
  expect(await user.git("rev-parse", "fabrikk/demo-1")).toBe(user.commit);
  gitIn(linked, "switch", "--quiet", "--detach");
  expect((await repository.head()).branch).toBeNull();
});

test("names a missing git and one that is too old", async () => {
  const path = process.env.PATH;
  try {
    process.env.PATH = folder.path;
    await expect(currentGitVersion()).rejects.toMatchObject({ code: "FABRIKK_GIT_NOT_FOUND" });
    await writeFile(join(folder.path, "git"), "#!/bin/sh\necho git version 2.37.4\n");
    await chmod(join(folder.path, "git"), 0o755);
    await expect(currentGitVersion()).rejects.toMatchObject({
      code: "FABRIKK_GIT_TOO_OLD",
      message: expect.stringContaining("2.37.4"),
    });
  } finally {
    process.env.PATH = path;
  }
  expect(await currentGitVersion()).toMatch(/^\d+\.\d+/);
});
