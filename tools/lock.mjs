// A lock between processes of one machine: a file that names its holder, taken over when the holder is gone.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Runs `work` while holding the lock at `path`; waits for another holder as long as it lives.
 * @template T
 * @param {string} path
 * @param {() => T} work synchronous
 * @returns {T}
 */
export function withLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  const start = Date.now();
  let told = false;
  while (!take(path)) {
    const holder = read(path);
    if (holder !== undefined && !isAlive(Number(holder)) && read(path) === holder) rmSync(path, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    if (!told && Date.now() - start > 3000) {
      told = true;
      process.stderr.write(`fabrikk: waiting for process ${holder} (${path})\n`);
    }
  }
  try {
    return work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(/** @type {string} */ path) {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

function read(/** @type {string} */ path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function isAlive(/** @type {number} */ pid) {
  if (!Number.isInteger(pid) || pid <= 0) return true; // still being written
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
