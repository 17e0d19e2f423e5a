// Runs one command, in a process and a session of its own, and ends whatever is left of the command's tree: when the
// command has ended, when the engine says so, and when the engine is gone. Started by start-guard.ts.
import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, constants, openSync, rmSync, statSync } from "node:fs";

import { endTree, graceMs } from "./end-tree.ts";
import { guardVariable } from "./guard-mark.ts";
import type { FromGuard, ToGuard } from "./guard-messages.ts";
import { ownStart, type ProcessRow } from "./process-table.ts";
import { createFindTree } from "./process-tree.ts";

type Order = Extract<ToGuard, { type: "start" }>;

const mark = process.env[guardVariable] ?? "";
let command: ChildProcess | null = null;
let ending: Promise<readonly ProcessRow[]> | null = null;

process.on("message", (message: ToGuard) => (message.type === "start" ? start(message) : end()));
process.on("disconnect", end);
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT"] as const) process.on(signal, end);

function start(order: Order): void {
  const notStarted = (error: unknown) => leave({ type: "not-started", problem: problemOf(order, error) });
  try {
    const child = spawnCommand(order);
    command = child;
    child.once("error", notStarted);
    child.once("spawn", () => tell({ type: "started", pid: child.pid ?? 0 }));
    child.once("exit", (exitCode, signal) => {
      tell({ type: "ended", exitCode, signal });
      void finish(child);
    });
  } catch (error) {
    notStarted(error);
  }
}

/** The command gets the very files that the engine reads and writes: nothing is copied here. */
function spawnCommand({ argv: [program, ...args], cwd, env, stdin, stdout, stderr, folder }: Order): ChildProcess {
  const files: number[] = [];
  try {
    files.push(openSync(stdin, constants.O_RDONLY));
    files.push(openSync(stdout, constants.O_WRONLY), openSync(stderr, constants.O_WRONLY));
    rmSync(folder, { recursive: true, force: true });
    // A session of its own: a command that signals its process group does not hit its guard.
    return spawn(program, args, { cwd, env: { ...env, [guardVariable]: mark }, stdio: files, detached: true });
  } finally {
    for (const file of files) closeSync(file);
  }
}

function end(): void {
  if (command === null) leave();
  else ending ??= endCommand(command);
}

async function finish(child: ChildProcess): Promise<void> {
  const ended = await (ending ??= endCommand(child));
  leave({ type: "finished", leftovers: ended.filter((row) => row.pid !== child.pid).length });
}

function endCommand(child: ChildProcess): Promise<readonly ProcessRow[]> {
  const session = child.pid ?? null;
  return endTree(createFindTree({ isOurs: (found) => found === mark, session, since: ownStart() }), graceMs);
}

function tell(message: FromGuard): void {
  if (process.connected) process.send?.(message, () => {}); // an engine that is gone needs no answer
}

function leave(last?: FromGuard): void {
  if (last === undefined || !process.connected) process.exit();
  process.send?.(last, () => process.exit());
}

function problemOf({ argv: [program], cwd }: Order, error: unknown): string {
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true) return `the folder ${cwd} does not exist`;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT") return `the program ${program} was not found`;
  if (code === "EACCES") return `the program ${program} may not be executed`;
  return `the program ${program} could not be started: ${message}`;
}
