import type { Boundaries, ProcessLimits, Requirement, Review } from "@fabrikk/state";
import type { Agent, AgentEvent, RunFiles, Workspaces } from "@fabrikk/state/ports";

import { renderReviewPrompt } from "./prompt/render-review-prompt.ts";
import { readReview, type ReviewReading } from "./read-review.ts";

/** How often a reviewer is asked: once, and sent back at most twice. */
const mostTries = 3;
const mostReviewBytes = 2_000_000;

/** What asking a reviewer touches of the world. */
export interface ReviewerPorts {
  readonly agent: Agent;
  readonly workspaces: Workspaces;
  readonly files: RunFiles;
}

/** What a reviewer is asked. */
export interface ReviewerRequest {
  /** The reviewer's name in the configuration. */
  readonly reviewer: string;
  /** Counted from 1. */
  readonly round: number;
  /** The tree under review, and the commit HEAD of the reviewer's workspace points to. */
  readonly tree: string;
  readonly commit: string;
  /** Name of the workspace, unique in the run; each try adds its number. */
  readonly name: string;
  readonly requirements: readonly Requirement[];
  /** Unified diff of the whole change. */
  readonly diff: string;
  /** One line for each measured fact. */
  readonly evidenceSummary: readonly string[];
  readonly boundaries: Boundaries;
  /** Folder in the run's folder for prompts, output and the review. */
  readonly folder: string;
  readonly limits: ProcessLimits;
  /** Marks the session's processes. */
  readonly marker: string;
  /** Earlier sessions of this reviewer. */
  readonly settledAttempts: number;
  readonly budgetTokens?: number;
  readonly onEvent?: (event: AgentEvent) => void;
  readonly signal?: AbortSignal;
}

/** What a reviewer answered; `review` is null when it stayed absent. */
export interface ReviewerOutcome {
  readonly review: Review | null;
  /** One line for people. */
  readonly detail: string;
  /** Sessions of this reviewer up to now. */
  readonly settledAttempts: number;
}

/**
 * Has one reviewer review a tree (FAB-CNC-001). It works in a workspace of its own, which is thrown away with whatever it changed;
 * only the review file in its outbox is read, after the session's end. A review that cannot be accepted is sent back with
 * the exact gaps, at most twice; after that the reviewer is absent (FAB-CNC-012).
 * @throws the signal's reason when aborted; FABRIKK_COUNCILFLOW_BUNDLE_TOO_LARGE; what the agent throws for a wrong configuration.
 */
export async function askReviewer(ports: ReviewerPorts, request: ReviewerRequest): Promise<ReviewerOutcome> {
  let gaps: readonly string[] = [];
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const settledAttempts = request.settledAttempts + tries;
    const reading = await hold(ports, request, { tries, gaps });
    if ("review" in reading) {
      await ports.files.write(
        `${request.folder}/${request.reviewer}.json`,
        `${JSON.stringify(reading.review, null, 2)}\n`,
      );
      return { review: reading.review, detail: `reviewed, asked ${times(tries)}`, settledAttempts };
    }
    gaps = reading.gaps;
  }
  const detail = `absent after it was asked ${times(mostTries)}: ${gaps.join("; ")}`;
  return { review: null, detail, settledAttempts: request.settledAttempts + mostTries };
}

/** One session: workspace, prompt, agent, outbox. */
async function hold(
  { agent, workspaces, files }: ReviewerPorts,
  request: ReviewerRequest,
  { tries, gaps }: { readonly tries: number; readonly gaps: readonly string[] },
): Promise<ReviewReading> {
  const {
    reviewer,
    name,
    tree,
    commit,
    limits,
    marker,
    settledAttempts,
    signal = new AbortController().signal,
  } = request;
  signal.throwIfAborted();
  const { text: prompt } = renderReviewPrompt({ ...request, gaps });
  const paper = `${request.folder}/${reviewer}-${tries}`;
  await files.write(`${paper}.prompt.md`, prompt);
  await using workspace = await workspaces.open({ name: `${name}-${tries}`, tree, commit });
  const session = await agent.run(
    {
      role: "reviewer",
      task: reviewer,
      attempt: settledAttempts + tries,
      settledAttempts: settledAttempts + tries - 1,
      workspace: workspace.path,
      prompt,
      promptFile: await workspace.handOver("prompt.md", prompt),
      resultFile: `${workspace.outbox}/review.json`,
      outputFile: await files.reserve(`${paper}.log`),
      limits,
      marker,
      model: null,
      resume: null,
      turns: null,
      schema: null,
    },
    request.onEvent ?? ignore,
    signal,
  );
  signal.throwIfAborted();
  if (session.outcome !== "completed") return { gaps: [`the session did not end in order: ${session.outcome}`] };
  return readReview(await workspaces.readOutbox(workspace, "review.json", mostReviewBytes), {
    workspace: workspace.path,
    requirementIds: new Set(request.requirements.map(({ id }) => id)),
  });
}

function ignore(): void {}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
