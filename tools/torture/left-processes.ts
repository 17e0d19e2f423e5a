import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/** A process that should be gone. */
export interface LeftProcess {
  readonly pid: number;
  /** Why it is counted, and what it runs. */
  readonly what: string;
}

const pauseMs = 250;

/** The processes of these runs that are still alive after `graceMs`; none as soon as there are none. Needs `/proc`. */
export async function leftProcesses(
  runs: readonly string[],
  folder: string,
  graceMs: number,
): Promise<readonly LeftProcess[]> {
  const deadline = performance.now() + graceMs;
  for (;;) {
    const left = await processesOf(runs, folder);
    if (left.length === 0 || performance.now() > deadline) return left;
    await setTimeout(pauseMs);
  }
}

/** A process belongs to a run when it carries the run's guard mark, or when it works in the folder or was started with its path. */
async function processesOf(runs: readonly string[], folder: string): Promise<readonly LeftProcess[]> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid): Promise<LeftProcess[]> => {
      if (pid === process.pid) return [];
      const [environment, command, cwd] = await Promise.all([
        textOf(pid, "environ"),
        textOf(pid, "cmdline"),
        readlink(`/proc/${pid}/cwd`).catch(() => ""),
      ]);
      const mark = environment
        .split("\0")
        .find((entry) => runs.some((run) => entry.startsWith(`FABRIKK_GUARD=${run}/`)));
      if (mark === undefined && !command.includes(folder) && !`${cwd}/`.startsWith(`${folder}/`)) return [];
      return [{ pid, what: `${mark ?? "no guard mark"}: ${command.replaceAll("\0", " ").trim()}` }];
    }),
  );
  return found.flat();
}

/** Empty where the process is gone, or not ours to read. */
async function textOf(pid: number, file: string): Promise<string> {
  return await readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "");
}
