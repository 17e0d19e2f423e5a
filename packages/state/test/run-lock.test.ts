import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";

import { isAlive, processIdentity, runLockHolder, takeRunLock, type RunLock } from "@fabrikk/state/run-dir";
import { describe, expect, test } from "vitest";

import { startProgram } from "./start-program.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const own = { ...(processIdentity(process.pid) ?? expect.unreachable()), host: hostname() };
/** A holder that is gone: this process's number, but it started at another time. */
const gone = { ...own, start_time: `${own.start_time}0` };

describe("runLockHolder", () => {
  test("FAB-RUN-004: names the holder while it lives, and nobody when it has ended; the lock stays as it is", async () => {
    await using folder = await temporaryFolder();
    expect(await runLockHolder(folder.path)).toBeNull();
    await using holder = startProgram("hold-lock", [folder.path]);
    await holder.outputHolds((output) => output.includes("locked"));
    expect(await runLockHolder(folder.path)).toEqual(processIdentity(holder.pid));
    await holder.kill();
    const left = await readFile(join(folder.path, "lock"), "utf8");
    expect(await runLockHolder(folder.path)).toBeNull();
    expect(await readFile(join(folder.path, "lock"), "utf8")).toBe(left);
  });

  test("a holder elsewhere counts as alive, a lock that names no process as nobody's", async () => {
    await using folder = await temporaryFolder();
    const { host: _, ...identity } = gone;
    await writeFile(join(folder.path, "lock"), JSON.stringify({ ...gone, host: "elsewhere" }));
    expect(await runLockHolder(folder.path)).toEqual(identity);
    await writeFile(join(folder.path, "lock"), "nobody");
    expect(await runLockHolder(folder.path)).toBeNull();
  });
});

describe("takeRunLock", () => {
  test("FAB-RUN-004: a second engine is refused while the first lives, and not after it was killed", async () => {
    await using folder = await temporaryFolder();
    await using holder = startProgram("hold-lock", [folder.path]);
    await holder.outputHolds((output) => output.includes("locked"));
    await expect(takeRunLock(folder.path)).rejects.toMatchObject({
      code: "FABRIKK_STATE_RUN_LOCKED",
      message: expect.stringMatching(new RegExp(`^process ${holder.pid} has worked on this run since 20\\d\\d-.*Z `)),
      details: { pid: holder.pid },
    });
    await holder.kill();
    await using _lock = await takeRunLock(folder.path);
    expect(JSON.parse(await readFile(join(folder.path, "lock"), "utf8"))).toEqual(own);
  });

  test("FAB-RUN-004: also inside one process, until it is released", async () => {
    await using folder = await temporaryFolder();
    const lock = await takeRunLock(folder.path);
    await expect(takeRunLock(folder.path)).rejects.toMatchObject({ code: "FABRIKK_STATE_RUN_LOCKED" });
    await lock.release();
    await lock.release();
    expect(await readdir(folder.path)).toEqual([]);
    await using _again = await takeRunLock(folder.path);
  });

  test.each([
    ["a process that reuses its number", gone],
    ["a boot before this one", { ...own, boot_id: "another boot" }],
    ["a process number nobody has", { ...own, pid: 2 ** 22 + 1 }],
  ])("FAB-RUN-004: takes over from %s", async (_, stale) => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "lock"), JSON.stringify(stale));
    await using _lock = await takeRunLock(folder.path);
    expect(JSON.parse(await readFile(join(folder.path, "lock"), "utf8"))).toEqual(own);
    expect(await readdir(folder.path)).toEqual(["lock"]);
  });

  test("FAB-RUN-004: refuses on another host, whatever runs there", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "lock"), JSON.stringify({ ...gone, host: "elsewhere" }));
    await expect(takeRunLock(folder.path)).rejects.toMatchObject({
      code: "FABRIKK_STATE_RUN_LOCKED_ELSEWHERE",
      message: expect.stringContaining(`process ${gone.pid} on elsewhere`),
    });
  });

  test.each(["", "{}", "not json"])("FAB-RUN-004: refuses a lock that names no process (%j)", async (content) => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "lock"), content);
    await expect(takeRunLock(folder.path)).rejects.toMatchObject({ code: "FABRIKK_STATE_RUN_LOCKED" });
    expect(await readFile(join(folder.path, "lock"), "utf8")).toBe(content);
  });

  test.each(["no lock", "a stale lock", "a stale lock and a claimant that died"])(
    "FAB-RUN-004: of many that start at once over %s one gets it",
    async (before) => {
      for (let round = 0; round < 15; round += 1) {
        await using folder = await temporaryFolder();
        if (before !== "no lock") await writeFile(join(folder.path, "lock"), JSON.stringify(gone));
        if (before.includes("claimant")) await leaveDeadClaim(folder.path);
        const results = await Promise.allSettled(Array.from({ length: 8 }, () => takeRunLock(folder.path)));
        const locks = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
        expect(locks).toHaveLength(1);
        const refusals = results.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
        for (const refusal of refusals) expect(refusal).toMatchObject({ code: "FABRIKK_STATE_RUN_LOCKED" });
        expect(await readdir(folder.path)).toEqual(["lock"]);
        await locks[0]?.release();
      }
    },
  );

  test("FAB-RUN-004: processes that start at once over a stale lock: one gets it", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "lock"), JSON.stringify(gone));
    const programs = Array.from({ length: 3 }, () => spawnHolder(folder.path));
    await using _all = {
      [Symbol.asyncDispose]: async () => void (await Promise.all(programs.map(({ end }) => end()))),
    };
    const outcomes = await Promise.all(programs.map(({ outcome }) => outcome));
    expect(outcomes.toSorted()).toEqual(["FABRIKK_STATE_RUN_LOCKED", "FABRIKK_STATE_RUN_LOCKED", "locked"]);
  });

  test("leaves a lock that is not its own any more", async () => {
    await using folder = await temporaryFolder();
    const lock: RunLock = await takeRunLock(folder.path);
    await writeFile(join(folder.path, "lock"), "somebody else's");
    await lock.release();
    expect(await readFile(join(folder.path, "lock"), "utf8")).toBe("somebody else's");
  });
});

describe("processIdentity", () => {
  test("is the same for the same process, and null for none", () => {
    expect(processIdentity(process.pid)).toEqual(processIdentity(process.pid));
    expect(processIdentity(2 ** 22 + 1)).toBeNull();
    expect(isAlive(own)).toBe(true);
    expect(isAlive(gone)).toBe(false);
  });

  test("ends with the process", async () => {
    const child = spawn("sleep", ["30"], { stdio: "ignore" });
    await once(child, "spawn");
    const identity = processIdentity(child.pid ?? 0);
    expect(identity).not.toBeNull();
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(processIdentity(child.pid ?? 0)).toBeNull();
  });

  test.runIf(process.platform === "linux")("counts a zombie as ended", async () => {
    // The shell starts a child and becomes a program that never waits for it.
    const parent = spawn("sh", ["-c", "sleep 0 & echo $!; exec sleep 30"], { stdio: ["ignore", "pipe", "ignore"] });
    try {
      const [line] = (await once(parent.stdout.setEncoding("utf8"), "data")) as [string];
      const pid = Number(line);
      await expect.poll(async () => (await readFile(`/proc/${pid}/stat`, "utf8")).includes(") Z ")).toBe(true);
      expect(processIdentity(pid)).toBeNull();
    } finally {
      parent.kill("SIGKILL");
      await once(parent, "exit");
    }
  });

  test.runIf(process.platform === "linux")(
    "reads the start time of a program whose name holds parentheses and spaces",
    async () => {
      await using folder = await temporaryFolder();
      const program = join(folder.path, "a) Z 1 (b");
      await writeFile(program, "#!/bin/sh\nread line\n", { mode: 0o755 });
      const child = spawn(program, { stdio: ["pipe", "ignore", "ignore"] });
      try {
        await once(child, "spawn");
        const name = () => readFile(`/proc/${child.pid}/comm`, "utf8");
        await expect.poll(name).toBe("a) Z 1 (b\n");
        expect(processIdentity(child.pid ?? 0)?.start_time).toMatch(/^\d+$/);
      } finally {
        child.kill("SIGKILL");
        await once(child, "exit");
      }
    },
  );
});

/** The claim of an engine that died while it took over from `gone`. */
async function leaveDeadClaim(dir: string): Promise<void> {
  const stale = await readFile(join(dir, "lock"), "utf8");
  const name = createHash("sha256").update(stale).digest("hex").slice(0, 16);
  await writeFile(join(dir, `lock.after-${name}`), JSON.stringify({ ...gone, pid: gone.pid + 1 }));
}

function spawnHolder(dir: string): { outcome: Promise<string>; end: () => Promise<void> } {
  const program = startProgram("hold-lock", [dir]);
  return {
    outcome: program
      .outputHolds((output) => /locked|FABRIKK_\w+/.test(output))
      .then(() => /locked|FABRIKK_\w+/.exec(program.output())?.[0] ?? ""),
    end: () => program.kill(),
  };
}
