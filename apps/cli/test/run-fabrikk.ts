import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../src/bin.ts", import.meta.url));

/** How a command line ended. */
export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** An answer for programs. */
export interface Answer {
  readonly exitCode: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- each test says what it expects in it
  readonly json: Record<string, any>;
}

/** The real program from its sources, in a folder, with an environment of its own: what to start. */
export function fabrikkArguments(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
) {
  const env = { PATH: process.env["PATH"] ?? "", HOME: folder, ...environment };
  const options = { cwd: folder, env, encoding: "utf8", maxBuffer: 50_000_000 } as const;
  return { file: process.execPath, args: ["--conditions=@fabrikk/source", bin, ...args], options };
}

/** Runs it to its end. */
export function runFabrikk(
  folder: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const { file, args, options } = fabrikkArguments(folder, words, environment);
  return new Promise((resolve, reject) => {
    execFile(file, args, options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== "number") reject(error);
      else resolve({ exitCode: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

/** Runs it with `--json`: the exit code and the one object on standard output. */
export async function runForJson(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const { exitCode, stdout, stderr } = await runFabrikk(folder, [...args, "--json"], environment);
  const lines = stdout.trimEnd().split("\n");
  if (lines.length !== 1) throw new Error(`not one object on standard output:\n${stdout}\n${stderr}`);
  return { exitCode, json: JSON.parse(lines[0] ?? "") };
}
