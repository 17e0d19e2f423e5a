import { StepOutput, type StepOutputOf } from "@fabrikk/state";

import { taskOf } from "./attempt-of.ts";
import { commitMessage } from "./commit-message.ts";
import type { RecordedRun } from "./run.ts";
import type { Step } from "./step.ts";

/**
 * One commit per task, and one move of the branch to the last of them, exactly once (design, section 2): the commit objects
 * are built first, with their date from the journal, so that building them again gives the same ids; the intent holds old
 * and new; the ref moves by compare-and-swap; recovery is the same move, as the intent has it.
 */
export async function moveBranch(run: RecordedRun): Promise<Step<"move-branch">> {
  const output = await buildCommits(run);
  const move = async (planned: StepOutputOf<"move-branch">): Promise<StepOutputOf<"move-branch">> => {
    await run.repository.moveRef(planned.ref, planned.old, planned.new);
    return planned;
  };
  return {
    key: `move-branch/${output.old.slice(0, 12)}`,
    kind: "move-branch",
    input: { ref: output.ref, old: output.old, tree: output.tree },
    intent: output,
    run: () => move(output),
    recover: (intent) => move(asMove(intent)),
  };
}

async function buildCommits(run: RecordedRun): Promise<StepOutputOf<"move-branch">> {
  const { landing, branch, checkpoints } = run.state;
  if (landing === null || branch === null) throw new Error(`run ${run.id} has nothing to land`);
  const { integrated, base_commit: base } = landing.integrate;
  const commits: { task: string; attempt: number; commit: string }[] = [];
  let parent = base;
  for (const { task, attempt, tree, requirement_ids: requirements } of integrated) {
    const message = commitMessage({
      run: run.id,
      wave: checkpoints.length + 1,
      task: taskOf(run, task).task,
      attempt,
      requirements,
    });
    parent = await run.repository.createCommit({ tree, parent, message, at: Date.parse(landing.at) });
    commits.push({ task, attempt, commit: parent });
  }
  return {
    kind: "move-branch",
    ref: branch.ref,
    old: base,
    new: parent,
    tree: integrated.at(-1)?.tree ?? branch.tree,
    commits,
  };
}

function asMove(intent: unknown): StepOutputOf<"move-branch"> {
  const parsed = StepOutput.parse(intent);
  if (parsed.kind !== "move-branch") throw new Error("the intent of a branch's move is something else");
  return parsed;
}
