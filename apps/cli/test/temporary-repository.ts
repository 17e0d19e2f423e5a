import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** A real repository in a temporary folder; disposing it removes it. */
export interface TemporaryRepository extends AsyncDisposable {
  readonly root: string;
  write(path: string, content: string | Uint8Array): Promise<void>;
  git(...args: readonly string[]): Promise<string>;
  /** The names in `.fabrikk/runs`: empty where nothing was prepared. */
  runs(): Promise<readonly string[]>;
}

/** A repository with these files in its first commit. */
export async function temporaryRepository(files: Readonly<Record<string, string>>): Promise<TemporaryRepository> {
  const root = await temporaryFolder();
  const repository: TemporaryRepository = {
    root,
    write: async (path, content) => {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    },
    git: async (...args) => (await execute("git", args, { cwd: root, env: neutral })).stdout,
    runs: async () =>
      (await readdir(join(root, ".fabrikk", "runs")).catch(() => [])).filter((name) => name !== ".gitignore"),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  };
  for (const [path, content] of Object.entries(files)) await repository.write(path, content);
  await repository.git("init", "--quiet", "--initial-branch=main");
  await repository.git("add", "--all");
  await repository.git("commit", "--quiet", "--allow-empty", "--message=first");
  return repository;
}

/** A temporary folder whose path has no links in it. */
export async function temporaryFolder(): Promise<string> {
  return await mkdtemp(join(await realpath(tmpdir()), "fabrikk-cli-"));
}

const neutral = {
  PATH: process.env["PATH"] ?? "",
  HOME: "/nonexistent",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "Test",
  GIT_AUTHOR_EMAIL: "test@example.invalid",
  GIT_COMMITTER_NAME: "Test",
  GIT_COMMITTER_EMAIL: "test@example.invalid",
};
