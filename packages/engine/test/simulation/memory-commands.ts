import type { Clock, CommandOutcome, Commands, CommandSpec } from "@fabrikk/state/ports";

import type { MemoryDisk } from "./memory-disk.ts";
import { memoryFile } from "./memory-file.ts";
import { startProgram, type ProgramRun } from "./memory-programs.ts";

/** A simulated process that lasts. It belongs to the machine: it outlives the engine that started it. */
export interface MemoryProcess {
  readonly marker: string;
  /** Why it is ended, when somebody ends it. */
  readonly stop: AbortController;
}

/** Where simulated commands run. */
export interface MemoryMachine {
  readonly disk: MemoryDisk;
  readonly clock: Clock;
  readonly processes: Set<MemoryProcess>;
}

type Ending = Pick<CommandOutcome, "ended" | "exitCode" | "signal">;

const cancelled: Ending = { ended: "cancelled", exitCode: null, signal: null };
const killed: Ending = { ended: "signalled", exitCode: null, signal: "SIGKILL" };

/** Commands that are played: see `memory-programs.ts`. They take virtual time, and meet their limits in it. */
export function createMemoryCommands(machine: MemoryMachine): Commands {
  return {
    run: async (spec, signal) => {
      if (signal?.aborted === true) return outcomeOf(cancelled, {});
      if (spec.converse !== undefined) throw new Error("the simulation holds no conversations");
      const [name, ...args] = spec.argv;
      const { cwd, stdin = "", limits } = spec;
      const program = startProgram(name, { args, stdin, cwd, disk: machine.disk, room: limits.output_bytes });
      if (program === null) {
        return outcomeOf({ ...cancelled, ended: "not-started" }, { problem: `there is no program ${name}` });
      }
      const output = takeOutput(machine, spec, program);
      tellLines(output.stdout, spec.onLine);
      const started = machine.clock.now();
      const ending = await live(machine, { spec, program: output.full ? null : program, signal });
      return outcomeOf(ending, { ...output.taken, durationMs: machine.clock.now() - started });
    },
    endLeftovers: async (markers) => {
      const found = [...machine.processes].filter(({ marker }) => markers.includes(marker));
      for (const { stop } of found) stop.abort(killed);
      for (const process of found) machine.processes.delete(process);
      return found.length;
    },
  };
}

function takeOutput({ disk }: MemoryMachine, { limits, outputFile }: CommandSpec, program: ProgramRun) {
  const all = { stdout: Buffer.from(program.stdout), stderr: Buffer.from(program.stderr) };
  const stdout = all.stdout.subarray(0, limits.output_bytes);
  const stderr = all.stderr.subarray(0, limits.output_bytes - stdout.length);
  const outputBytes = stdout.length + stderr.length;
  if (outputFile !== undefined) disk.write(outputFile, memoryFile(Buffer.concat([stdout, stderr])));
  const taken = { stdout: endOf(stdout), stderr: endOf(stderr), outputBytes };
  return { full: all.stdout.length + all.stderr.length > outputBytes, taken, stdout: stdout.toString() };
}

function tellLines(stdout: string, onLine: CommandSpec["onLine"]): void {
  const lines = stdout.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  if (onLine !== undefined) for (const line of lines) onLine(line);
}

function endOf(bytes: Buffer): string {
  return bytes.subarray(-16 * 1024).toString();
}

/** A process to see through to its end; `program` is null for one that wrote too much already. */
interface Life {
  readonly spec: CommandSpec;
  readonly program: ProgramRun | null;
  readonly signal: AbortSignal | undefined;
}

async function live({ clock, processes }: MemoryMachine, { spec, program, signal }: Life): Promise<Ending> {
  if (program === null) return { ...cancelled, ended: "output-limit" };
  const { ms, ending } = firstToCome(program, spec.limits);
  if (ms === 0) return ending;
  const process = { marker: spec.marker, stop: new AbortController() };
  const cancel = (): void => process.stop.abort(cancelled);
  signal?.addEventListener("abort", cancel, { once: true });
  processes.add(process);
  try {
    await clock.sleep(ms, process.stop.signal);
    return ending;
  } catch {
    return process.stop.signal.reason as Ending;
  } finally {
    processes.delete(process);
    signal?.removeEventListener("abort", cancel);
  }
}

function firstToCome(
  program: ProgramRun,
  limits: CommandSpec["limits"],
): { readonly ms: number; readonly ending: Ending } {
  const { lasts, exitCode, signal } = program;
  const ends: readonly { readonly ms: number; readonly ending: Ending }[] = [
    { ms: lasts, ending: { ended: exitCode === null ? "signalled" : "exited", exitCode, signal } },
    { ms: limits.wall_ms, ending: { ...cancelled, ended: "wall-limit" } },
    { ms: limits.idle_ms, ending: { ...cancelled, ended: "idle-limit" } },
  ];
  return ends.reduce((first, one) => (one.ms < first.ms ? one : first));
}

function outcomeOf(ending: Ending, part: Partial<CommandOutcome>): CommandOutcome {
  return { stdout: "", stderr: "", outputBytes: 0, durationMs: 0, leftovers: 0, problem: null, ...part, ...ending };
}
