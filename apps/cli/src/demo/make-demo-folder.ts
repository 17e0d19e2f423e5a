import { cp, mkdir, mkdtemp, readdir, realpath, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { FabrikkError } from "@fabrikk/state";

import { packageFolder } from "../package-folder.ts";
import { runProgram } from "./run-program.ts";

/** Where the demo plays. Disposing it removes a temporary folder and keeps a named one. */
export interface DemoFolder extends AsyncDisposable {
  readonly folder: string;
  /** The repository in it. */
  readonly repo: string;
  readonly kept: boolean;
}

/**
 * The example's repository with one commit, and the cassette beside it.
 * @param named absolute path of the folder to keep it in; a temporary one without it
 * @throws FabrikkError `FABRIKK_CLI_DEMO_FOLDER`
 */
export async function makeDemoFolder(named: string | undefined): Promise<DemoFolder> {
  const folder =
    named === undefined ? await mkdtemp(join(await realpath(tmpdir()), "fabrikk-demo-")) : await emptyFolder(named);
  const repo = join(folder, "repo");
  const dispose = async () => {
    if (named === undefined) await rm(folder, { recursive: true, force: true });
  };
  try {
    await cp(join(packageFolder, "demo", "cassette"), join(folder, "cassette"), { recursive: true });
    await cp(join(packageFolder, "demo", "repo"), repo, { recursive: true });
    await rename(join(repo, "gitignore"), join(repo, ".gitignore")); // npm packs no file of that name
    await runProgram(repo, "git", ["init", "--quiet", "--initial-branch=main", "--template="]);
    await runProgram(repo, "git", ["add", "--all"]);
    await runProgram(repo, "git", ["commit", "--quiet", "--message=The specification"]);
  } catch (error) {
    await dispose();
    throw error;
  }
  return { folder, repo, kept: named !== undefined, [Symbol.asyncDispose]: dispose };
}

async function emptyFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    throw folderRefused(folder, "cannot be made", cause);
  });
  if ((await readdir(folder)).length > 0) throw folderRefused(folder, "is not empty");
  return await realpath(folder);
}

function folderRefused(folder: string, what: string, cause?: unknown): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_CLI_DEMO_FOLDER",
    message: `${folder} ${what}`,
    hint: "name a new or an empty folder after --dir",
    details: { folder },
    cause,
  });
}
