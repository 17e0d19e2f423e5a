import { expect, test } from "vitest";

import { readProc } from "../src/read-proc.ts";
import { readPs } from "../src/read-ps.ts";

test("ps and /proc tell the same of this process", () => {
  const byPs = readPs().find(({ pid }) => pid === process.pid);
  const byProc = readProc(Infinity, () => {}).rows.find(({ pid }) => pid === process.pid);
  expect(byPs).toMatchObject({ pid: process.pid, parent: process.ppid, mark: null });
  expect(byPs?.started).toBeGreaterThan(Date.now() - 3_600_000);
  expect(byProc).toMatchObject({ pid: process.pid, parent: process.ppid, mark: null });
});
