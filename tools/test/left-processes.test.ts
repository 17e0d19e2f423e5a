import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtempDisposable, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { leftProcesses } from "../torture/left-processes.ts";

test.skipIf(!existsSync("/proc"))("a process with a run's guard mark is found, and no other run's", async () => {
  // The same test may run in another clone at the same time, and all of them see one process table.
  const run = `run-${randomUUID()}`;
  const nowhere = join("/", randomUUID());
  const child = spawn("sleep", ["60"], {
    env: { PATH: process.env["PATH"], FABRIKK_GUARD: `${run}/task-1/1#0badcafe` },
  });
  try {
    await once(child, "spawn");
    expect((await leftProcesses([run], nowhere, 0)).map(({ pid }) => pid)).toEqual([child.pid]);
    expect(await leftProcesses([run.slice(0, -1)], nowhere, 0)).toEqual([]);
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  expect(await leftProcesses([run], nowhere, 5_000)).toEqual([]);
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
