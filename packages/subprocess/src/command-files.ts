import { closeSync, constants, openSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { FabrikkError } from "@fabrikk/state";
import type { CommandSpec } from "@fabrikk/state/ports";
import { execa } from "execa";

import type { ToGuard } from "./guard-messages.ts";
import { holdInput, type HeldInput } from "./input-channel.ts";

/** The files by which a command and the engine are connected, in a folder of their own. */
export interface CommandFiles {
  readonly paths: Pick<Extract<ToGuard, { type: "start" }>, "stdin" | "stdout" | "stderr" | "folder">;
  /** Opens the engine's ends; once, and only when the command has the others open. */
  openStreams(): CommandStreams;
  /** Closes and removes what is left. */
  discard(): Promise<void>;
}

/** The output of a command, as it comes, and its input, where somebody talks with it. */
export interface CommandStreams {
  readonly input: HeldInput | null;
  readonly stdout: Socket;
  readonly stderr: Socket;
}

/**
 * Makes two named pipes for the output, and for the input a file, a third pipe for a conversation, or `/dev/null`. Node would
 * connect a child by sockets, and a program cannot open a socket by `/dev/stderr`, `/dev/stdout` or `/dev/stdin`.
 * Throws `FABRIKK_SUBPROCESS_TEMPORARY_FILES`.
 */
export async function prepareCommandFiles(spec: Pick<CommandSpec, "stdin" | "converse">): Promise<CommandFiles> {
  const folder = await makeFolder();
  const paths = { stdout: join(folder, "stdout"), stderr: join(folder, "stderr"), folder };
  const files: number[] = [];
  const discard = async () => {
    for (const file of files.splice(0)) closeSync(file);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const talks = spec.converse !== undefined;
    const stdin = talks || spec.stdin !== undefined ? join(folder, "stdin") : "/dev/null";
    if (!talks && spec.stdin !== undefined) await writeFile(stdin, spec.stdin, { mode: 0o600 });
    await execa("mkfifo", ["-m", "600", paths.stdout, paths.stderr, ...(talks ? [stdin] : [])]);
    files.push(openSync(paths.stdout, reading), openSync(paths.stderr, reading));
    // A writer opens a pipe only while it has a reader: the engine itself, until the command has it open too.
    if (talks) files.push(openSync(stdin, reading), openSync(stdin, constants.O_WRONLY | constants.O_NONBLOCK));
    const openStreams = () => {
      const [stdout, stderr, placeholder, writer] = files.splice(0);
      if (stdout === undefined || stderr === undefined) throw new Error("the streams were opened before");
      if (placeholder !== undefined) closeSync(placeholder);
      const input = writer === undefined ? null : holdInput(writer);
      return { input, stdout: outputOf(stdout), stderr: outputOf(stderr) };
    };
    return { paths: { ...paths, stdin }, openStreams, discard };
  } catch (error) {
    await discard();
    throw temporaryFilesError(folder, error);
  }
}

/** With O_NONBLOCK a reader opens a pipe that has no writer yet. */
const reading = constants.O_RDONLY | constants.O_NONBLOCK;

function outputOf(fd: number): Socket {
  return new Socket({ fd, readable: true, writable: false });
}

async function makeFolder(): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), "fabrikk-command-"));
  } catch (error) {
    throw temporaryFilesError(tmpdir(), error);
  }
}

function temporaryFilesError(folder: string, cause: unknown): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_SUBPROCESS_TEMPORARY_FILES",
    message: `a command's pipes could not be made in ${folder}: ${cause instanceof Error ? cause.message : String(cause)}`,
    hint: "Free some space there, or set TMPDIR to a folder that can be written to.",
    details: { folder },
    cause,
  });
}
