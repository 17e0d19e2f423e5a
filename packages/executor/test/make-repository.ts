import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A git repository with one commit; resolves to its commit and tree. */
export async function makeRepository(folder: string): Promise<{ readonly commit: string; readonly tree: string }> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "README.md"), "base\n");
  const env = { PATH: process.env["PATH"] ?? "", GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const git = async (...args: readonly string[]): Promise<string> =>
    (
      await run("git", ["-c", "user.name=t", "-c", "user.email=t@t.invalid", ...args], { cwd: folder, env })
    ).stdout.trim();
  await git("init", "-q", "-b", "main");
  await git("add", "-A");
  await git("commit", "-q", "-m", "base");
  return { commit: await git("rev-parse", "HEAD"), tree: await git("rev-parse", "HEAD^{tree}") };
}
