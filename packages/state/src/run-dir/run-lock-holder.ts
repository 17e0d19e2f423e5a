import { hostname } from "node:os";
import { join } from "node:path";

import { isAlive, type ProcessIdentity } from "./process-identity.ts";
import { readIfThere } from "./read-if-there.ts";
import { parseHolder } from "./take-run-lock.ts";

/**
 * The process that works on a run, or null where none does: the lock's holder has ended, or there is no lock. Writes
 * nothing, so that views may ask. A holder on another host cannot be looked at, and counts as alive.
 * @param dir absolute path of the run's folder
 */
export async function runLockHolder(dir: string): Promise<ProcessIdentity | null> {
  const content = await readIfThere(join(dir, "lock"));
  const holder = content === null ? null : parseHolder(content);
  if (holder === null) return null;
  const { host, ...identity } = holder;
  return host !== hostname() || isAlive(identity) ? identity : null;
}
