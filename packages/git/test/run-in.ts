import { execFileSync } from "node:child_process";

/** Runs a program as a worker or a person would, with nothing of the machine's git settings. Its standard output. */
export function runIn(folder: string, program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, {
    cwd: folder,
    env: environment(),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs git as a worker or a person would. */
export function gitIn(folder: string, ...args: readonly string[]): string {
  return runIn(folder, "git", ...args);
}

function environment(): NodeJS.ProcessEnv {
  const identity = { name: "Somebody", email: "somebody@users.invalid" };
  return {
    PATH: process.env.PATH,
    HOME: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: identity.name,
    GIT_AUTHOR_EMAIL: identity.email,
    GIT_COMMITTER_NAME: identity.name,
    GIT_COMMITTER_EMAIL: identity.email,
  };
}
