import { adjudicate, askReviewer } from "@fabrikk/councilflow";
import type { StepOutputOf } from "@fabrikk/state";

import { allOf } from "./all-of.ts";
import type { Reviewer } from "./engine-ports.ts";
import { headOf } from "./head-of.ts";
import { PersonNeeded } from "./person-needed.ts";
import { processLimits } from "./process-limits.ts";
import type { Run } from "./run.ts";
import { stepMarker } from "./step-marker.ts";
import { step, type Step } from "./step.ts";

/** Stage 5: every reviewer looks, each in a step of its own; the verdict is computed from what they wrote (FAB-CNC-001, FAB-CNC-008). */
export async function councilReview(run: Run): Promise<StepOutputOf<"council">> {
  const reviews = await allOf(
    run,
    run.reviewers.map((reviewer) => step(run, reviewStep(run, reviewer))),
  );
  return await step(run, verdictStep(run, reviews));
}

/** One reviewer's look at the branch. It changes nothing, so a reviewer whose engine died is asked again. */
function reviewStep(run: Run, reviewer: Reviewer): Step<"review"> {
  const { commit } = headOf(run);
  const ask = () => askOne(run, reviewer);
  return {
    key: reviewKey(run, reviewer),
    kind: "review",
    input: { commit, reviewer: reviewer.name },
    run: ask,
    recover: ask,
  };
}

async function askOne(run: Run, reviewer: Reviewer): Promise<StepOutputOf<"review">> {
  const { name, agent } = reviewer;
  const { tree, commit } = headOf(run);
  const baseTree = await run.repository.treeOf(run.state.created?.base_commit ?? commit);
  const settled = run.state.reviewers.get(name)?.sessions ?? 0;
  const { review, detail, settledAttempts } = await askReviewer(
    { agent, workspaces: run.workspaces, files: run.files },
    {
      reviewer: name,
      round: run.state.council.length + 1,
      tree,
      commit,
      name: `review-${name}-${commit.slice(0, 12)}`,
      requirements: run.artifact.requirements,
      diff: await run.repository.diff(baseTree, tree),
      evidenceSummary: [...run.state.evidence.values()]
        .filter((one) => one.tree === tree)
        .map(({ subject, value }) => `${value}: ${subject}`),
      boundaries: run.artifact.boundaries,
      folder: `reviews/wave-${String(run.state.checkpoints.length).padStart(3, "0")}/${run.state.council.length + 1}`,
      limits: processLimits(run.config, "attempt"),
      marker: stepMarker(run, reviewKey(run, reviewer)),
      settledAttempts: settled,
      onEvent: (event) => run.events.emit({ type: "agent-reported", task: name, attempt: settled + 1, event }),
      signal: run.signal,
    },
  );
  if (review === null)
    throw new PersonNeeded(`reviewer ${name}`, adjudicate({ reviews: [{ reviewer: name, review }] }).verdict);
  return { kind: "review", tree, reviewer: name, review, sessions: settledAttempts - settled, detail };
}

function reviewKey(run: Run, { name }: Reviewer): string {
  return `review/${headOf(run).commit.slice(0, 12)}/${name}`;
}

function verdictStep(run: Run, reviews: readonly StepOutputOf<"review">[]): Step<"council"> {
  const { tree, commit } = headOf(run);
  const judge = async (): Promise<StepOutputOf<"council">> => ({
    kind: "council",
    tree,
    ...adjudicate({ reviews: reviews.map(({ reviewer, review }) => ({ reviewer, review })) }),
  });
  return {
    key: `council/${commit.slice(0, 12)}`,
    kind: "council",
    input: { commit, reviewers: reviews.map(({ reviewer }) => reviewer) },
    run: judge,
    recover: judge,
  };
}
