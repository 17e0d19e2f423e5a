import { writeNotes } from "./notes.ts";
import type { RunEnd } from "./run-end.ts";
import { startFabrikk } from "./start-fabrikk.ts";

/** Plays a run of four small tasks whose checks take no time: every kind of step, in a third of the time that the demo takes. */
export async function playNotes(folder: string, killAt: readonly string[]): Promise<RunEnd> {
  const repo = await writeNotes(folder);
  for (const [index, point] of killAt.entries()) {
    const { exitCode, signal, said } = await startFabrikk(folder, ["demo-engine", repo, "--kill-at", point]);
    if (signal !== "SIGKILL")
      return {
        repo,
        killedAt: killAt.slice(0, index),
        problem: `the engine was not killed at ${point}; exit code ${exitCode} ${said}`,
      };
  }
  const { exitCode, json, said } = await startFabrikk(folder, ["demo-engine", repo]);
  const problem =
    exitCode === 0 ? null : `the engine ended with exit code ${exitCode}: ${JSON.stringify(json)} ${said}`;
  return { repo, killedAt: killAt, problem };
}
