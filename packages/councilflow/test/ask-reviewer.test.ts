import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { createWorkspaces, openRepository } from "@fabrikk/git";
import { Review } from "@fabrikk/state";
import { scriptedAgent } from "@fabrikk/state/contracts/scripted-agent";
import { throwawayRepository, type ThrowawayRepository } from "@fabrikk/state/contracts/throwaway-repository";
import type { Agent, AgentRequest, AgentSession } from "@fabrikk/state/ports";
import { openRunFiles } from "@fabrikk/state/run-dir";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { askReviewer, type ReviewerRequest } from "../src/ask-reviewer.ts";
import { reviewCommit } from "../src/node.ts";
import { clean, finding, requirements } from "./sample-review.ts";

let project: ThrowawayRepository;
let names = 0;

beforeAll(async () => {
  project = await throwawayRepository({ "src/parse.ts": "export {};\n" });
});

afterAll(() => project[Symbol.asyncDispose]());

/** A reviewer that writes these answers into its result file, one a session; what is no text is written as JSON. */
function reviewerThatWrites(answers: readonly unknown[], session: Partial<AgentSession> = {}) {
  const requests: AgentRequest[] = [];
  const agent = scriptedAgent(async (request) => {
    const answer = answers[requests.length];
    requests.push(request);
    await writeFile(join(request.workspace, "src/parse.ts"), "planted");
    if (answer !== undefined)
      await writeFile(request.resultFile, typeof answer === "string" ? answer : JSON.stringify(answer));
    return session;
  });
  return { agent, requests };
}

async function ask(agent: Agent, difference: Partial<ReviewerRequest> = {}) {
  const repository = await openRepository(project.folder);
  const runId = `test-${(names += 1)}`;
  const scratch = join(project.folder, ".git/scratch");
  const files = openRunFiles(join(project.folder, ".git/runs", runId));
  const outcome = await askReviewer(
    { agent, files, workspaces: await createWorkspaces({ repository, runId, epoch: 1, scratch }) },
    {
      reviewer: "strict",
      round: 1,
      tree: await repository.treeOf(project.commit),
      commit: project.commit,
      name: "review-1-strict",
      requirements,
      diff: "",
      evidenceSummary: [],
      boundaries: { always: [], ask_first: [], never: [] },
      folder: "reviews/wave-001/1",
      limits: { wall_ms: 10_000, idle_ms: 10_000, output_bytes: 100_000 },
      marker: runId,
      settledAttempts: 0,
      ...difference,
    },
  );
  return { outcome, files };
}

describe("FAB-CNC-001: a reviewer works alone, in a workspace that is thrown away", () => {
  test("its review is read from the outbox after the session, and kept", async () => {
    const review = finding({ file: "./src/parse.ts" });
    const { agent, requests } = reviewerThatWrites([review]);
    const { outcome, files } = await ask(agent, { settledAttempts: 2 });
    expect(outcome).toEqual({ review: finding({}), detail: "reviewed, asked once", settledAttempts: 3 });
    expect(Review.parse(JSON.parse((await files.read("reviews/wave-001/1/strict.json")) ?? ""))).toEqual(
      outcome.review,
    );
    expect(requests[0]).toMatchObject({ role: "reviewer", task: "strict", attempt: 3, settledAttempts: 2 });
    expect(await files.read("reviews/wave-001/1/strict-1.prompt.md")).toBe(requests[0]?.prompt);
    expect(await project.git("status", "--porcelain")).toBe("");
  });

  test("each try starts with a fresh workspace", async () => {
    const { agent, requests } = reviewerThatWrites(["not JSON", clean]);
    await ask(agent);
    expect(new Set(requests.map(({ workspace }) => workspace)).size).toBe(2);
  });
});

describe("FAB-CNC-004: what is not complete is sent back with the exact gaps", () => {
  test.each([
    { answer: undefined, gap: "- the session ended without the review file" },
    { answer: "{", gap: "- the review file is not JSON" },
    {
      answer: { ...clean, certified_clean: clean.certified_clean.filter((category) => category !== "concurrency") },
      gap: "- concurrency has neither findings nor a place in certified_clean",
    },
    { answer: { ...clean, findings: [{}] }, gap: "- findings.0.category" },
    {
      answer: finding({ requirement_id: "REQ-9" }),
      gap: "- findings[0] names requirement REQ-9, which is not among the requirements",
    },
    { answer: "x".repeat(2_000_001), gap: "- the review file cannot be read" },
  ])("$gap", async ({ answer, gap }) => {
    const { agent, requests } = reviewerThatWrites([answer, clean]);
    const { outcome } = await ask(agent);
    expect(outcome).toMatchObject({ review: clean, detail: "reviewed, asked 2 times", settledAttempts: 2 });
    expect(requests[1]?.prompt).toContain(`## Your earlier review was sent back\n\n${gap}`);
  });
});

describe("FAB-CNC-012: a reviewer that stays away is absent", () => {
  test("after it was asked three times", async () => {
    const { agent, requests } = reviewerThatWrites(["{", "{", "{", clean]);
    const { outcome } = await ask(agent);
    expect(outcome).toEqual({
      review: null,
      detail: "absent after it was asked 3 times: the review file is not JSON",
      settledAttempts: 3,
    });
    expect(requests).toHaveLength(3);
  });

  test("a session that failed leaves no review, whatever is in the outbox", async () => {
    const { agent } = reviewerThatWrites([clean, clean, clean], { outcome: "limit" });
    const { outcome } = await ask(agent);
    expect(outcome).toMatchObject({ review: null, detail: /did not end in order: limit/ });
  });

  test("stopping is no absence", async () => {
    const stop = new AbortController();
    const { agent } = reviewerThatWrites([clean]);
    const stopping: Agent = { ...agent, run: (...call) => (stop.abort(new Error("stopped")), agent.run(...call)) };
    await expect(ask(stopping, { signal: stop.signal })).rejects.toThrow("stopped");
  });
});

test("a commit is reviewed alone, without an engine", async () => {
  const commit = await project.commitFiles({ "src/parse.ts": "export const parse = 1;\n" });
  const { agent, requests } = reviewerThatWrites([finding({ severity: "medium" }), clean]);
  const reviewers = ["strict", "kind"].map((name) => ({ name, agent }));
  const folder = join(project.folder, ".git/alone");
  const { verdict, findings } = await reviewCommit({
    repository: project.folder,
    base: project.commit,
    commit,
    requirements,
    reviewers,
    folder,
  });
  expect(verdict.value).toBe("warn");
  expect(findings).toMatchObject([{ source: "strict", tier: "should-fix" }]);
  expect(requests[0]?.prompt).toContain("+export const parse = 1;");
});
