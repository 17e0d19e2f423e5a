import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** The settings that fabrikk's own git calls carry (design, section 4): the same hooks (none), and as much synced. */
const settings = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "gc.auto=0",
  "maintenance.auto=false",
  "core.autocrlf=false",
  "core.fsync=committed,reference",
];

const environment = {
  HOME: "/dev/null",
  LC_ALL: "C",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "tools",
  GIT_AUTHOR_EMAIL: "tools@users.invalid",
  GIT_COMMITTER_NAME: "tools",
  GIT_COMMITTER_EMAIL: "tools@users.invalid",
};

/** Runs git untouched by anybody's configuration, and resolves to what it prints, without the last line's end. Rejects when it fails. */
export async function plainGit(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const flags = settings.flatMap((setting) => ["-c", setting]);
  const { stdout } = await execute("git", [...flags, ...args], {
    cwd,
    env: { ...environment, PATH: process.env["PATH"] ?? "", ...env },
  });
  return stdout.trim();
}
