import { readdirSync, rmSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, realpath, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { FabrikkError } from "@fabrikk/state";
import { runsFolder } from "@fabrikk/state/run-dir";

import { packageFolder } from "../package-folder.ts";
import { scratchFolder } from "../scratch-folder.ts";
import { runProgram } from "./run-program.ts";

/** Where the demo plays. Disposing it, and the end of the process, removes a temporary folder and keeps a named one. */
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
  const remove = () => {
    if (named === undefined) removeDemo(folder, repo);
  };
  process.on("exit", remove);
  const dispose = async () => {
    remove();
    process.off("exit", remove);
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
    throw folderRefused(folder, "cannot be filled", error);
  }
  return { folder, repo, kept: named !== undefined, [Symbol.asyncDispose]: dispose };
}

/** The demo and the workspaces of its run. Everything at once: the process may be ending. */
function removeDemo(folder: string, repo: string): void {
  const options = { recursive: true, force: true, maxRetries: 3 } as const;
  for (const run of runsOf(repo)) rmSync(join(scratchFolder(), run), options);
  rmSync(folder, options);
}

function runsOf(repo: string): readonly string[] {
  try {
    return readdirSync(runsFolder(repo)).filter((name) => !name.startsWith("."));
  } catch {
    return []; // it came to no run
  }
}

async function emptyFolder(folder: string): Promise<string> {
  const names = await makeFolder(folder)
    .then(() => readdir(folder))
    .catch((cause: unknown) => {
      throw folderRefused(folder, "cannot be made", cause);
    });
  if (names.length > 0) throw folderRefused(folder, "is not empty");
  return await realpath(folder);
}

/** Step by step: Node's own `recursive` never ends below a folder that refuses with ENOENT, such as /proc. */
async function makeFolder(folder: string): Promise<void> {
  const code = await codeOfMaking(folder);
  if (code === "EEXIST") return;
  if (code === "ENOENT" && dirname(folder) !== folder) {
    await makeFolder(dirname(folder));
    await mkdir(folder);
  } else if (code !== null) await mkdir(folder);
}

async function codeOfMaking(folder: string): Promise<string | null> {
  try {
    await mkdir(folder);
    return null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? "";
  }
}

function folderRefused(folder: string, what: string, cause?: unknown): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_CLI_DEMO_FOLDER",
    message: `${folder} ${what}${cause instanceof Error ? `: ${cause.message.split("\n")[0]}` : ""}`,
    hint: "name a new or an empty folder after --dir",
    details: { folder },
    cause,
  });
}
