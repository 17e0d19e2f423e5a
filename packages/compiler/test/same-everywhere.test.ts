import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

const script = fileURLToPath(new URL("fixtures/print-graph.ts", import.meta.url));

function printGraph(env: Readonly<Record<string, string>>, cwd: string): string {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--conditions=@fabrikk/source", script], {
    env,
    cwd,
    encoding: "utf8",
  });
  expect([stderr, status]).toEqual(["", 0]);
  return stdout;
}

test("FAB-PLAN-001: another locale, time zone, folder and environment give the same bytes", () => {
  const bytes = printGraph({ LC_ALL: "C", TZ: "UTC" }, tmpdir());
  expect(bytes).toContain('"izgara-1"');
  expect(printGraph({ LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", TZ: "Pacific/Chatham", HOME: "/nowhere" }, "/")).toBe(
    bytes,
  );
});
