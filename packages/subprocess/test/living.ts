import { randomInt } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A number of seconds that nobody else sleeps: the processes of one test are found by it in their command lines. */
export function uniqueSeconds(): string {
  return `1000.${randomInt(1e9, 1e10)}`;
}

/** The pids of the living processes whose command line holds this text. */
export function living(text: string): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && commandLine(pid).includes(text));
}

/** Waits until a condition holds; false when it does not within the time. */
export async function until(condition: () => boolean | Promise<boolean>, ms = 5000): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (performance.now() < deadline) {
    if (await condition()) return true;
    await sleep(10);
  }
  return false;
}

/** Empty for a zombie. */
function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
