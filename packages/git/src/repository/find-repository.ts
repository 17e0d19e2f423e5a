import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";

import { FabrikkError } from "@fabrikk/state";

import { gitFailed, runGit, type GitPlace } from "../run-git.ts";
import { splitRecords } from "../split-records.ts";
import type { UserRepository } from "./user-repository.ts";

const questions = [
  "--is-bare-repository",
  "--show-object-format",
  "--absolute-git-dir",
  "--git-common-dir",
  "--show-toplevel",
];

/**
 * Finds the repository that a path lies in. Throws `FABRIKK_GIT_NOT_A_REPOSITORY`, `FABRIKK_GIT_BARE_REPOSITORY`,
 * `FABRIKK_GIT_SHA256_REPOSITORY`, `FABRIKK_GIT_SPARSE_CHECKOUT` or `FABRIKK_GIT_PARTIAL_CLONE`.
 */
export async function findRepository(path: string): Promise<UserRepository> {
  if (!(await isFolder(path))) throw notARepository(path);
  // The owner of the folder does not matter: nothing that the repository configures is run.
  const args = ["-c", "safe.directory=*", "rev-parse", "--path-format=absolute", ...questions];
  const answer = await runGit({ cwd: path, env: {} }, args);
  const [bare, format, checkoutGitDir, gitDir, root] = new TextDecoder().decode(answer.stdout).split("\n");
  if (bare === "true") throw bareRepository(path);
  if (answer.exitCode !== 0 || !checkoutGitDir || !gitDir || !root) throw notARepository(path, answer.stderr);
  if (format !== "sha1") throw otherObjectFormat(root, format ?? "");
  await refuseConfig(root, { cwd: root, env: { GIT_DIR: checkoutGitDir } });
  return {
    root,
    gitDir,
    checkoutGitDir,
    objects: join(gitDir, "objects"),
    shallow: join(gitDir, "shallow"),
    place: { cwd: gitDir, env: { GIT_DIR: gitDir } },
  };
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() === true;
}

async function refuseConfig(root: string, place: GitPlace): Promise<void> {
  const settings = await readSettings(
    place,
    String.raw`^(core\.sparsecheckout|extensions\.partialclone|remote\..*\.promisor)$`,
  );
  for (const [key, value] of settings) {
    if (key === "core.sparsecheckout") {
      if (isTrue(value)) throw sparseCheckout(root);
    } else if (key === "extensions.partialclone" || isTrue(value)) {
      throw partialClone(root);
    }
  }
}

async function readSettings(place: GitPlace, pattern: string): Promise<readonly (readonly [string, string])[]> {
  const args = ["config", "--null", "--get-regexp", pattern];
  const outcome = await runGit(place, args);
  if (outcome.exitCode === 1) return [];
  if (outcome.exitCode !== 0) throw gitFailed(place, args, outcome);
  return splitRecords(outcome.stdout).map(({ text }) => {
    const [key = "", ...value] = text.split("\n");
    return [key, value.length === 0 ? "true" : value.join("\n")];
  });
}

function isTrue(value: string): boolean {
  return /^(true|yes|on|[1-9]\d*)$/i.test(value);
}

function notARepository(path: string, said = ""): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_GIT_NOT_A_REPOSITORY",
    message: `${resolve(path)} is not in the checkout of a git repository`,
    hint: "Go to a folder of your repository or name it with -C; `git init` makes a new one.",
    details: { path: resolve(path), git: said.trim() },
  });
}

function bareRepository(path: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_GIT_BARE_REPOSITORY",
    message: `${resolve(path)} is a bare repository: it has no checkout`,
    hint: "Clone it, or add a worktree with `git worktree add`, and start there.",
  });
}

function otherObjectFormat(root: string, format: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_GIT_SHA256_REPOSITORY",
    message: `${root} uses the object format ${format}; only sha1 is supported`,
    hint: "Work in a clone that uses SHA-1 object ids.",
  });
}

function sparseCheckout(root: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_GIT_SPARSE_CHECKOUT",
    message: `${root} is a sparse checkout, which is not supported`,
    hint: "Run `git sparse-checkout disable`, or start in a full clone.",
  });
}

function partialClone(root: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_GIT_PARTIAL_CLONE",
    message: `${root} is a partial clone: some of its objects are only on the server`,
    hint: "Start in a clone that was made without --filter; a shallow clone works.",
  });
}
