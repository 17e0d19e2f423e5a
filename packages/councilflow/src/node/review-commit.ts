import { randomUUID } from "node:crypto";

import { createWorkspaces, openRepository, removeRunScratch } from "@fabrikk/git";
import type { Boundaries, ProcessLimits, Requirement } from "@fabrikk/state";
import type { Agent } from "@fabrikk/state/ports";
import { openRunFiles } from "@fabrikk/state/run-dir";

import { adjudicate, type Adjudication } from "../adjudicate.ts";
import { askReviewer } from "../ask-reviewer.ts";

/** What to have reviewed, by whom, without an engine. */
export interface ReviewCommitRequest {
  /** A folder of the git repository. */
  readonly repository: string;
  /** Object ids: what the change is compared with, and the commit under review; without it HEAD. */
  readonly base: string;
  readonly commit?: string;
  readonly requirements: readonly Requirement[];
  /** Reviewers by name; an agent comes from `@fabrikk/agents`, or is one's own. */
  readonly reviewers: readonly { readonly name: string; readonly agent: Agent }[];
  /** Absolute path of a folder that receives prompts, output and reviews. */
  readonly folder: string;
  readonly boundaries?: Boundaries;
  /** Limits of each session; an hour unless told otherwise. */
  readonly limits?: ProcessLimits;
  readonly signal?: AbortSignal;
}

const usualLimits: ProcessLimits = { wall_ms: 3_600_000, idle_ms: 900_000, output_bytes: 50_000_000 };
const noBoundaries: Boundaries = { always: [], ask_first: [], never: [] };

/**
 * Has a commit reviewed and adjudicated alone, without an engine: one reviewer after the other, each in a throwaway workspace
 * outside of the user's checkout, which is left as it is.
 * @throws FabrikkError of `@fabrikk/git` where there is no repository or no such commit; the signal's reason when aborted.
 */
export async function reviewCommit(request: ReviewCommitRequest): Promise<Adjudication> {
  const {
    requirements,
    boundaries = noBoundaries,
    limits = usualLimits,
    signal = new AbortController().signal,
  } = request;
  const repository = await openRepository(request.repository);
  const commit = request.commit ?? (await repository.head()).commit;
  const tree = await repository.treeOf(commit);
  const diff = await repository.diff(await repository.treeOf(request.base), tree);
  const runId = `review-${randomUUID()}`;
  const files = openRunFiles(request.folder);
  const asked = {
    round: 1,
    tree,
    commit,
    requirements,
    diff,
    evidenceSummary: [],
    boundaries,
    limits,
    signal,
    settledAttempts: 0,
  };
  try {
    const workspaces = await createWorkspaces({ repository, runId, epoch: 1 });
    const reviews = [];
    for (const { name, agent } of request.reviewers) {
      const marker = `${runId}/${name}`;
      const answer = await askReviewer(
        { agent, workspaces, files },
        { ...asked, reviewer: name, name, folder: "reviews", marker },
      );
      reviews.push({ reviewer: name, review: answer.review });
    }
    return adjudicate({ reviews });
  } finally {
    await removeRunScratch({ runId });
  }
}
