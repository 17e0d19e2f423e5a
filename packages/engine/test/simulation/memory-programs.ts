import type { MemoryDisk } from "./memory-disk.ts";

/** What a program is started with. */
export interface ProgramCall {
  readonly args: readonly string[];
  readonly stdin: string;
  /** Absolute path of the folder it runs in. */
  readonly cwd: string;
  readonly disk: MemoryDisk;
  /** Bytes that somebody will read of what it writes. */
  readonly room: number;
}

/** What a program does if nobody ends it: it writes, is silent for a while, and ends. */
export interface ProgramRun {
  readonly stdout: string;
  readonly stderr: string;
  /** Virtual milliseconds, or for ever. */
  readonly lasts: number;
  readonly exitCode: number | null;
  readonly signal: string | null;
}

type Program = (call: ProgramCall) => ProgramRun;

const programs: Readonly<Record<string, Program>> = {
  true: () => run({}),
  /** `sh -c <command> && <command> ...`, up to the first that fails. */
  sh: (call) => runAll((call.args[1] ?? "").split("&&"), call),
  /** Ends with `<code>` after it wrote `<stdout>` and `<stderr>`. */
  print: ({ args: [code, stdout, stderr] }) =>
    run({ exitCode: Number(code), stdout: stdout ?? "", stderr: stderr ?? "" }),
  cat: ({ stdin }) => run({ stdout: stdin }),
  yes: ({ room }) => run({ stdout: "y\n".repeat(room) }),
  /** Is silent for `<milliseconds>`. */
  sleep: ({ args: [ms] }) => run({ lasts: Number(ms) }),
  "end-by": ({ args: [signal] }) => run({ exitCode: null, signal: signal ?? null }),
  has: (call) => check(call, fileAt(call, 0) !== null),
  lacks: (call) => check(call, fileAt(call, 0) === null),
  /** Is `<word>` in `<path>`? */
  contains: (call) => check(call, fileAt(call, 0)?.includes(call.args[1] ?? "") === true),
  /** Fails where `<path>` and `<path>` both hold `same`: green alone and red together. */
  "not-both": (call) => check(call, ![0, 1].every((at) => fileAt(call, at)?.includes("same") === true)),
};

/** Where programs are that not every simulated machine has: any file there is one, and ends well. */
export const installed = "/sim/bin";

/** Starts a program; null where there is none of that name. */
export function startProgram(name: string, call: ProgramCall): ProgramRun | null {
  const program = programs[name];
  if (program !== undefined) return program(call);
  return call.disk.read(`${installed}/${name}`) === undefined ? null : run({});
}

function runAll([first = "true", ...rest]: readonly string[], call: ProgramCall): ProgramRun {
  const [name = "", ...args] = first.trim().split(/\s+/);
  const one = startProgram(name, { ...call, args }) ?? run({ exitCode: 127, stderr: `sh: 1: ${name}: not found\n` });
  if (one.exitCode !== 0 || rest.length === 0) return one;
  const others = runAll(rest, call);
  return {
    ...others,
    stdout: one.stdout + others.stdout,
    stderr: one.stderr + others.stderr,
    lasts: one.lasts + others.lasts,
  };
}

function run(part: Partial<ProgramRun>): ProgramRun {
  return { stdout: "", stderr: "", lasts: 0, exitCode: 0, signal: null, ...part };
}

function check({ args }: ProgramCall, holds: boolean): ProgramRun {
  return holds ? run({}) : run({ exitCode: 1, stderr: `failed: ${args.join(" ")}\n` });
}

function fileAt({ args, cwd, disk }: ProgramCall, at: number): string | null {
  return disk.read(`${cwd}/${args[at] ?? ""}`)?.text ?? null;
}
