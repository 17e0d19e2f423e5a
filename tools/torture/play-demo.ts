import { join } from "node:path";

import type { RunEnd } from "./run-end.ts";
import { startFabrikk } from "./start-fabrikk.ts";

/** Plays the demo: seven tasks whose tests really run. */
export async function playDemo(folder: string, killAt: readonly string[]): Promise<RunEnd> {
  const dir = join(folder, "demo");
  const kills = killAt.flatMap((point) => ["--kill-at", point]);
  const { exitCode, json, said } = await startFabrikk(folder, ["demo", "--dir", dir, ...kills]);
  const why = JSON.stringify(json?.["error"] ?? json?.["outcome"] ?? null);
  return {
    repo: join(dir, "repo"),
    killedAt: (json?.["killed_at"] ?? []) as readonly string[],
    problem: exitCode === 0 ? null : `the demo ended with exit code ${exitCode}: ${why} ${said}`,
  };
}
