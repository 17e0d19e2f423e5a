import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtempDisposable, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { leftProcesses } from "../torture/left-processes.ts";

test.skipIf(!existsSync("/proc"))("a process with a run's guard mark is found, and no other run's", async () => {
  const child = spawn("sleep", ["60"], {
    env: { PATH: process.env["PATH"], FABRIKK_GUARD: "run-of-a-test/task-1/1#0badcafe" },
  });
  try {
    await once(child, "spawn");
    expect((await leftProcesses(["run-of-a-test"], "/nowhere", 0)).map(({ pid }) => pid)).toEqual([child.pid]);
    expect(await leftProcesses(["run-of-a"], "/nowhere", 0)).toEqual([]);
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  expect(await leftProcesses(["run-of-a-test"], "/nowhere", 5_000)).toEqual([]);
});

test.skipIf(!existsSync("/proc"))("a process that works in the folder is found", async () => {
  await using folder = await mkdtempDisposable(join(await realpath(tmpdir()), "fabrikk-left-"));
  const child = spawn("sleep", ["60"], { cwd: folder.path });
  try {
    await once(child, "spawn");
    expect(await leftProcesses([], folder.path, 0)).toMatchObject([{ pid: child.pid }]);
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
});
