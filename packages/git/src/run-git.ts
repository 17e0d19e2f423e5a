import { FabrikkError } from "@fabrikk/state";
import { execa } from "execa";

/** Where a git call works: its folder, and the variables that point git to a repository. */
export interface GitPlace {
  /** Absolute path of the folder to run in. */
  readonly cwd: string;
  /** `GIT_DIR` and the like. Nothing else of the process's environment reaches git but `PATH`. */
  readonly env: Readonly<Record<string, string>>;
}

/** What a git call reads, and how much of its output is wanted. */
export interface GitInput {
  readonly input?: string | Uint8Array;
  /** Bytes of output after which git is ended and the output cut. */
  readonly maxOutput?: number;
}

/** How a git call ended. */
export interface GitOutcome {
  /** Null when a signal ended it, or the cut. */
  readonly exitCode: number | null;
  readonly stdout: Uint8Array;
  readonly stderr: string;
  /** Was the output longer than `maxOutput`? */
  readonly cut: boolean;
}

/** Every call carries these: no hook, no helper program and no file outside of the repository has a say (design, section 4). */
const flags = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "gc.auto=0",
  "maintenance.auto=false",
  "core.fsync=committed,reference",
  "core.attributesFile=/dev/null",
  "core.excludesFile=/dev/null",
  "core.autocrlf=false",
].flatMap((setting) => ["-c", setting]);

const environment = {
  HOME: "/dev/null",
  LC_ALL: "C",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_NO_LAZY_FETCH: "1",
  GIT_COMMITTER_NAME: "fabrikk",
  GIT_COMMITTER_EMAIL: "fabrikk@users.invalid",
} as const;

const defaultMaxOutput = 512 * 1024 * 1024;

/** Runs git to its end and resolves to its standard output; any exit code but 0 is `FABRIKK_GIT_COMMAND_FAILED`. */
export async function git(place: GitPlace, args: readonly string[], input: GitInput = {}): Promise<Uint8Array> {
  const outcome = await runGit(place, args, input);
  if (outcome.exitCode !== 0) throw gitFailed(place, args, outcome);
  return outcome.stdout;
}

/** As {@link git}, for output that is one line of text. */
export async function gitLine(place: GitPlace, args: readonly string[], input: GitInput = {}): Promise<string> {
  return new TextDecoder().decode(await git(place, args, input)).replace(/\n$/, "");
}

/** Runs git to its end, whatever its exit code. Throws only when git cannot be started. */
export async function runGit(place: GitPlace, args: readonly string[], input: GitInput = {}): Promise<GitOutcome> {
  const result = await execa("git", [...flags, ...args], {
    cwd: place.cwd,
    env: { ...environment, PATH: process.env.PATH ?? "", ...place.env },
    extendEnv: false,
    encoding: "buffer",
    stripFinalNewline: false,
    maxBuffer: input.maxOutput ?? defaultMaxOutput,
    reject: false,
    ...(input.input === undefined ? { stdin: "ignore" as const } : { input: input.input }),
  });
  if (result.code === "ENOENT") throw gitNotFound(result.cause);
  return {
    exitCode: result.exitCode ?? null,
    stdout: result.stdout,
    stderr: new TextDecoder().decode(result.stderr),
    cut: result.isMaxBuffer,
  };
}

/** The error for a git call that did not do what it must. */
export function gitFailed(place: GitPlace, args: readonly string[], outcome: GitOutcome): FabrikkError {
  const said = outcome.cut ? "more output than can be held" : outcome.stderr.trim().split("\n").slice(0, 3).join("; ");
  return new FabrikkError({
    code: "FABRIKK_GIT_COMMAND_FAILED",
    message: `git ${args[0] ?? ""} failed in ${place.cwd}: ${said === "" ? "no message" : said}`,
    hint: "Look at the message of git: a full disk, a missing object or a file that cannot be read must be mended; `git fsck` checks the repository.",
    details: { args: args.slice(0, 20), exitCode: outcome.exitCode },
  });
}

function gitNotFound(cause: unknown): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_GIT_NOT_FOUND",
    message: "git cannot be started: there is no `git` on PATH",
    hint: "Install git 2.38 or newer and make sure that it is on PATH.",
    cause,
  });
}
