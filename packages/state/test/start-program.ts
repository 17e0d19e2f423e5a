import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

/** A program of `test/fixtures`, in a process of its own. Disposing it kills it (SIGKILL) and waits for its end. */
export interface StartedProgram extends AsyncDisposable {
  readonly pid: number;
  /** All that it has written to standard output. */
  readonly output: () => string;
  /** Resolves when the output holds the text; rejects when the program ends before. */
  outputHolds(text: (output: string) => boolean): Promise<void>;
  /** Sends SIGKILL and waits until it is gone and its output complete. */
  kill(): Promise<void>;
}

/** Starts `test/fixtures/<name>.ts` from its sources. */
export function startProgram(name: string, args: readonly string[]): StartedProgram {
  const path = fileURLToPath(new URL(`fixtures/${name}.ts`, import.meta.url));
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    ["--conditions=@fabrikk/source", path, ...args],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} did not start`);
  const chunks: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
  const closed = once(child, "close");
  const kill = async (): Promise<void> => {
    child.kill("SIGKILL");
    await closed;
  };
  return {
    pid,
    output: () => chunks.join(""),
    async outputHolds(text) {
      while (!text(chunks.join(""))) {
        const ended = await Promise.race([once(child.stdout, "data").then(() => false), closed.then(() => true)]);
        if (ended) throw new Error(`${name} ended: ${chunks.join("")}`);
      }
    },
    kill,
    [Symbol.asyncDispose]: kill,
  };
}
