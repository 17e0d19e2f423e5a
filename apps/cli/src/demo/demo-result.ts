import type { CommitRecord } from "@fabrikk/state/ports";

import { describeKillPoint } from "../kill-point.ts";
import type { RunReading } from "../read-run.ts";
import type { Kills } from "./play-with-kills.ts";

/** What the demo's run left behind. */
export interface DemoResult {
  readonly reading: RunReading;
  /** The commits of the run's branch, oldest first. */
  readonly commits: readonly CommitRecord[];
  readonly kills: Kills;
  readonly durationMs: number;
  /** The folder that is kept, or null. */
  readonly folder: string | null;
  /** The command of the report that merged the branch, or null where it was not merged. */
  readonly merged: string | null;
}

/** The demo's result for programs: the same, whatever the kills, but for what says so. Pure. */
export function demoResult({
  reading,
  commits,
  kills,
  durationMs,
  folder,
  merged,
}: DemoResult): Readonly<Record<string, unknown>> {
  const { run, status, state } = reading;
  const idsOf = (wanted: "verified" | "open") =>
    status.requirements.filter((one) => one.state === wanted).map(({ id }) => id);
  return {
    run,
    outcome: status.state,
    branch: status.branch,
    tree: commits.at(-1)?.tree ?? state.branch?.tree ?? null,
    commits: commits.map(({ commit, message, trailers }) => ({
      commit,
      subject: message.split("\n")[0] ?? "",
      trailers,
    })),
    requirements: { verified: idsOf("verified"), open: idsOf("open") },
    refused: status.refused,
    repairs: status.tasks
      .filter((task) => task.class === "repair")
      .map(({ id, status: taskStatus, commit }) => ({ task: id, status: taskStatus, commit })),
    waves: status.waves,
    merged,
    folder,
    killed_at: kills.killedAt.map(describeKillPoint),
    restarts: kills.restarts,
    records: status.records,
    duration_ms: Math.round(durationMs),
  };
}
