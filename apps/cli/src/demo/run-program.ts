import { execFile } from "node:child_process";
import { promisify } from "node:util";

const execute = promisify(execFile);

/** Git as the demo needs it: nobody's configuration, one identity, one date, so that the first commit is the same everywhere. */
const neutral = {
  HOME: "/nonexistent",
  LC_ALL: "C",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: "Fabrikk Demo",
  GIT_AUTHOR_EMAIL: "demo@fabrikk.invalid",
  GIT_AUTHOR_DATE: "2026-01-01T00:00:00Z",
  GIT_COMMITTER_NAME: "Fabrikk Demo",
  GIT_COMMITTER_EMAIL: "demo@fabrikk.invalid",
  GIT_COMMITTER_DATE: "2026-01-01T00:00:00Z",
};

/** Runs a program in the demo's repository, untouched by the user's git configuration. @returns its standard output */
export async function runProgram(folder: string, program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await execute(program, args, {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", ...neutral },
  });
  return stdout;
}
