import { createHash, randomUUID } from "node:crypto";
import { link, open, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

import { z } from "zod";

import { FabrikkError } from "../fabrikk-error.ts";
import { hasErrorCode } from "./has-error-code.ts";
import { isAlive, ProcessIdentity, processIdentity } from "./process-identity.ts";
import { readIfThere } from "./read-if-there.ts";

/** The content of the file `lock`: who writes this run. */
const RunLockHolder = z.strictObject({ ...ProcessIdentity.shape, host: z.string().min(1) });
type RunLockHolder = z.infer<typeof RunLockHolder>;

/** The right to write a run, held by this process. */
export interface RunLock extends AsyncDisposable {
  /** Removes the lock file, if it is still this process's. */
  release(): Promise<void>;
}

/**
 * Takes the lock of a run: the file `lock` in its folder (FAB-RUN-004). A lock whose holder has ended is taken over;
 * when several engines start at once, one of them gets it.
 * @param dir absolute path of the run's folder
 * @throws FabrikkError `FABRIKK_STATE_RUN_LOCKED`, `FABRIKK_STATE_RUN_LOCKED_ELSEWHERE`
 */
export async function takeRunLock(dir: string): Promise<RunLock> {
  const path = join(dir, "lock");
  const content = `${JSON.stringify(ownHolder())}\n`;
  const draft = `${path}.${randomUUID()}`;
  await writeDraft(draft, content);
  try {
    while (!(await publish(draft, path))) {
      const holder = await readIfThere(path);
      if (holder === null) continue; // released since
      await refuseIfHeld(path, holder);
      if (await replaceStale({ path, draft, stale: holder })) break;
    }
  } finally {
    await rm(draft, { force: true });
  }
  const release = async (): Promise<void> => {
    if ((await readIfThere(path)) === content) await rm(path, { force: true });
  };
  return { release, [Symbol.asyncDispose]: release };
}

/**
 * Replaces the lock of a holder that has ended. Whoever does so first claims to be that holder's one successor, in a
 * file named after the holder's lock; the successor of a claimant that died here is found in the same way. With the
 * claim in hand a lock that still is the stale one can be changed by nobody else.
 */
async function replaceStale({ path, draft, stale }: { path: string; draft: string; stale: string }): Promise<boolean> {
  const deadClaims: string[] = [];
  let predecessor = stale;
  let claim = claimPath(path, predecessor);
  while (!(await publish(draft, claim))) {
    const claimant = await readIfThere(claim);
    if (claimant === null) return false;
    await refuseIfHeld(claim, claimant);
    deadClaims.push(claim);
    predecessor = claimant;
    claim = claimPath(path, predecessor);
  }
  const won = (await readIfThere(path)) === stale;
  if (won) await rename(draft, path);
  for (const file of won ? [...deadClaims, claim] : [claim]) await rm(file, { force: true });
  return won;
}

function claimPath(path: string, predecessor: string): string {
  return `${path}.after-${createHash("sha256").update(predecessor).digest("hex").slice(0, 16)}`;
}

function ownHolder(): RunLockHolder {
  const own = processIdentity(process.pid);
  if (own === null) throw new Error("this system does not tell when a process started");
  return { ...own, host: hostname() };
}

async function refuseIfHeld(path: string, content: string): Promise<void> {
  const holder = parseHolder(content);
  if (holder === null) {
    throw new FabrikkError({
      code: "FABRIKK_STATE_RUN_LOCKED",
      message: `the lock ${path} names no process`,
      hint: "Make sure that no engine works on this run, then remove that file.",
      details: { path },
    });
  }
  if (holder.host !== hostname()) {
    throw new FabrikkError({
      code: "FABRIKK_STATE_RUN_LOCKED_ELSEWHERE",
      message: `the run is locked by process ${holder.pid} on ${holder.host} (${path})`,
      hint: `Continue the run on ${holder.host}. If no engine works on it there any more, remove that file.`,
      details: { path, pid: holder.pid, host: holder.host },
    });
  }
  if (!isAlive({ pid: holder.pid, start_time: holder.start_time, boot_id: holder.boot_id })) return;
  const since = await sinceWhen(path);
  throw new FabrikkError({
    code: "FABRIKK_STATE_RUN_LOCKED",
    message: `process ${holder.pid} has worked on this run since ${since} (${path})`,
    hint: "Wait until it has ended, or interrupt it with ctrl-c.",
    details: { path, pid: holder.pid, since },
  });
}

/** Who a lock file says holds it, or null where it names no process. */
export function parseHolder(content: string): RunLockHolder | null {
  try {
    return RunLockHolder.parse(JSON.parse(content));
  } catch {
    return null;
  }
}

async function sinceWhen(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  return found === null ? "just now" : found.mtime.toISOString();
}

/** The lock appears whole: it is written under another name and then linked, which fails where there is one. */
async function writeDraft(path: string, content: string): Promise<void> {
  const handle = await open(path, "wx");
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function publish(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (hasErrorCode(error, "EEXIST")) return false;
    throw error;
  }
}
