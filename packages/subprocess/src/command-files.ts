import { closeSync, constants, openSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { FabrikkError } from "@fabrikk/state";
import { execa } from "execa";

import type { ToGuard } from "./guard-messages.ts";

/** The files by which a command and the engine are connected, in a folder of their own. */
export interface CommandFiles {
  readonly paths: Pick<Extract<ToGuard, { type: "start" }>, "stdin" | "stdout" | "stderr" | "folder">;
  /** Opens the output for reading; once, and only when the command has it open too. */
  openOutput(): CommandStreams;
  /** Closes and removes what is left. */
  discard(): Promise<void>;
}

/** The output of a command, as it comes. */
export interface CommandStreams {
  readonly stdout: Socket;
  readonly stderr: Socket;
}

/**
 * Makes two named pipes for the output and a file for the input: `/dev/null` where there is no input. Node would connect
 * a child by sockets, and a program cannot open a socket by `/dev/stderr`, `/dev/stdout` or `/dev/stdin`.
 * Throws `FABRIKK_SUBPROCESS_TEMPORARY_FILES`.
 */
export async function prepareCommandFiles(input: string | undefined): Promise<CommandFiles> {
  const folder = await makeFolder();
  const paths = { stdout: join(folder, "stdout"), stderr: join(folder, "stderr"), folder };
  const files: number[] = [];
  const discard = async () => {
    for (const file of files.splice(0)) closeSync(file);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const stdin = input === undefined ? "/dev/null" : join(folder, "stdin");
    if (input !== undefined) await writeFile(stdin, input, { mode: 0o600 });
    await execa("mkfifo", ["-m", "600", paths.stdout, paths.stderr]);
    // With O_NONBLOCK a reader opens a pipe that has no writer yet.
    const flags = constants.O_RDONLY | constants.O_NONBLOCK;
    files.push(openSync(paths.stdout, flags), openSync(paths.stderr, flags));
    const openOutput = () => {
      const [stdout, stderr] = files.splice(0).map((fd) => new Socket({ fd, readable: true, writable: false }));
      if (stdout === undefined || stderr === undefined) throw new Error("the output was opened before");
      return { stdout, stderr };
    };
    return { paths: { ...paths, stdin }, openOutput, discard };
  } catch (error) {
    await discard();
    throw temporaryFilesError(folder, error);
  }
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
