import { requirementStates, type RunArtifact } from "@fabrikk/state";
import type { CommitRecord } from "@fabrikk/state/ports";

import type { World } from "./world.ts";

/** What must be the same, however often the engine died. */
export interface Ending {
  readonly outcome: string | null;
  readonly tree: string;
  /** Task and requirements of each commit on the run's branch, sorted. */
  readonly commits: readonly string[];
  /** What is open, and why. */
  readonly open: readonly string[];
  /** Steps that finished more than once (J3). */
  readonly repeated: readonly string[];
  /** Processes that nobody ended. */
  readonly processes: number;
}

/** How a world stands, by the artifact that its run was prepared from or updated to. */
export async function endingOf(world: World, artifact: RunArtifact = world.prepared.artifact): Promise<Ending> {
  const commits = await commitsOf(world);
  const states = requirementStates(world.state(), artifact);
  const finished = world.events.flatMap((event) => (event.type === "step-finished" ? [event.key] : []));
  return {
    outcome: world.state().ended?.outcome ?? null,
    tree: commits[0]?.tree ?? "",
    commits: commits
      .map((commit) => `${trailer(commit, "Fabrikk-Task")} ${trailer(commit, "Fabrikk-Requirements")}`)
      .toSorted(),
    open: states.flatMap(({ id, state, why }) => (state === "open" ? [`${id}: ${why}`] : [])),
    repeated: finished.filter((key, index) => finished.indexOf(key) !== index),
    processes: world.machine.processes.size,
  };
}

/** The commits on the run's branch, newest first: as the repository has them. */
export async function commitsOf({ repository }: World): Promise<readonly CommitRecord[]> {
  const { commit } = await repository.head();
  return await repository.log(commit, (await repository.readRef("refs/heads/fabrikk/sim")) ?? commit);
}

function trailer({ trailers }: CommitRecord, key: string): string {
  return trailers.find((one) => one.key === key)?.value ?? "";
}
