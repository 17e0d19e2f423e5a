import type { Checkpoint, StepOutputOf } from "@fabrikk/state";

import type { RecordedRun } from "./run.ts";
import type { Step } from "./step.ts";

/** The wave's checkpoint (FAB-RUN-003): the ratchet. Beside it, the journal is kept under a ref of the run (FAB-RUN-001). */
export function writeCheckpoint(run: RecordedRun): Step<"checkpoint"> {
  const { unsaved, checkpoints } = run.state;
  const [first] = unsaved.moves;
  const last = unsaved.moves.at(-1);
  if (first === undefined || last === undefined) throw new Error(`run ${run.id} has no wave to write a checkpoint of`);
  const { move, at } = last;
  const told = new Set(checkpoints.flatMap((earlier) => earlier.tasks_failed));
  const blocked = [...run.state.tasks.values()].filter((task) => task.status === "blocked" && !told.has(task.task.id));
  const failed = new Set([...unsaved.rejected, ...blocked.map(({ task }) => task.id)]);
  const write = async (): Promise<StepOutputOf<"checkpoint">> => {
    const changed = await run.repository.changes(await run.repository.treeOf(first.move.old), move.tree);
    const checkpoint: Checkpoint = {
      wave: checkpoints.length + 1,
      timestamp: at,
      tasks_completed: unsaved.moves.flatMap((one) => one.move.commits.map(({ task }) => task)),
      tasks_failed: [...failed].toSorted(),
      files_changed: changed.map(({ path }) => path),
      git_sha: move.new,
      acceptance_verdict: "PASS",
    };
    await run.files.write(
      `checkpoints/wave-${String(checkpoint.wave).padStart(3, "0")}.json`,
      `${JSON.stringify(checkpoint, null, 2)}\n`,
    );
    await run.repository.keepFiles(`refs/fabrikk/${run.id}/journal`, await run.files.journalFiles(), Date.parse(at));
    return { kind: "checkpoint", checkpoint };
  };
  return {
    key: `checkpoint/${move.new.slice(0, 12)}`,
    kind: "checkpoint",
    input: { commit: move.new },
    run: write,
    recover: write,
  };
}
