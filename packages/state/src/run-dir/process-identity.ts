import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { z } from "zod";

/** A process that is told from a later one with the same number: by its start and by the boot of the machine (J6). */
export const ProcessIdentity = z.strictObject({
  pid: z.int().positive(),
  /** The system's own notation: clock ticks since boot on Linux, a date elsewhere. */
  start_time: z.string().min(1),
  boot_id: z.string().min(1),
});
export type ProcessIdentity = z.infer<typeof ProcessIdentity>;

/** Who this process number is now, on this machine. Null when nobody is, or a zombie: it runs no more. */
export function processIdentity(pid: number): ProcessIdentity | null {
  const start_time = process.platform === "linux" ? startTimeFromProc(pid) : startTimeFromPs(pid);
  return start_time === null ? null : { pid, start_time, boot_id: bootId() };
}

/** Does exactly this process still run? */
export function isAlive(identity: ProcessIdentity): boolean {
  const now = processIdentity(identity.pid);
  return now !== null && now.start_time === identity.start_time && now.boot_id === identity.boot_id;
}

function startTimeFromProc(pid: number): string | null {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return null;
  }
  // The second field is the program's name in parentheses, which may hold spaces and parentheses itself.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, startTime] = [fields[0], fields[19]];
  return state === undefined || startTime === undefined || "ZXx".includes(state) ? null : startTime;
}

function startTimeFromPs(pid: number): string | null {
  const [, state, startTime] =
    /^(\S+)\s+(\S.*)$/.exec(outputOf("ps", ["-o", "stat=", "-o", "lstart=", "-p", String(pid)])) ?? [];
  return state === undefined || startTime === undefined || state.startsWith("Z") ? null : startTime;
}

let knownBootId: string | undefined;

function bootId(): string {
  knownBootId ??=
    process.platform === "linux"
      ? readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()
      : outputOf("sysctl", ["-n", "kern.boottime"]) || "unknown";
  return knownBootId;
}

function outputOf(program: string, args: readonly string[]): string {
  try {
    const env = { ...process.env, LC_ALL: "C", TZ: "UTC" };
    return execFileSync(program, args, { encoding: "utf8", env, stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "";
  }
}
