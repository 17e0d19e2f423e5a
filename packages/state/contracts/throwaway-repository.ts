import { execFile } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/** A real git repository in a temporary folder, for tests; disposing it removes it. */
export interface ThrowawayRepository extends AsyncDisposable {
  /** Absolute path of the checkout. */
  readonly folder: string;
  /** Object id of the first commit. */
  readonly commit: string;
  /** Commits these files on top of what is there; null removes one. Resolves to the commit's id. */
  commitFiles(files: Readonly<Record<string, string | null>>): Promise<string>;
  git(...args: readonly string[]): Promise<string>;
}

/** Makes a repository with one commit of these files. Reads no configuration of the machine. */
export async function throwawayRepository(files: Readonly<Record<string, string>>): Promise<ThrowawayRepository> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "fabrikk-test-")));
  const git = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await promisify(execFile)("git", args, {
      cwd: folder,
      env: { ...identity, PATH: process.env["PATH"] },
    });
    return stdout.trim();
  };
  const commitFiles = async (changes: Readonly<Record<string, string | null>>): Promise<string> => {
    for (const [path, content] of Object.entries(changes)) await change(join(folder, path), content);
    await git("add", "--all");
    await git("commit", "--quiet", "--message", "Change");
    return await git("rev-parse", "HEAD");
  };
  await git("init", "--quiet", "--initial-branch", "main");
  const commit = await commitFiles(files);
  return {
    folder,
    commit,
    commitFiles,
    git,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

const person = { NAME: "Test", EMAIL: "test@example.invalid", DATE: "2026-01-01T00:00:00Z" };

const identity: Readonly<Record<string, string>> = {
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  ...Object.fromEntries(
    ["AUTHOR", "COMMITTER"].flatMap((role) =>
      Object.entries(person).map(([key, value]) => [`GIT_${role}_${key}`, value]),
    ),
  ),
};

async function change(path: string, content: string | null): Promise<void> {
  if (content === null) return await rm(path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}
