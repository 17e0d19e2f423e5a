import { readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { createReplayAgent, createShellAgent, nodeWorkspaceFiles } from "@fabrikk/agents";
import { createWorkspaces, openRepository } from "@fabrikk/git";
import type { CassetteAction, CassetteEntry, Grouping, Requirement } from "@fabrikk/state";
import { scriptedAgent } from "@fabrikk/state/contracts/scripted-agent";
import { throwawayRepository, type ThrowawayRepository } from "@fabrikk/state/contracts/throwaway-repository";
import type { Agent, AgentRequest, Clock } from "@fabrikk/state/ports";
import { openRunFiles } from "@fabrikk/state/run-dir";
import { createCommands } from "@fabrikk/subprocess";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { agentAsker } from "../src/asking/agent-asker.ts";
import { normalizeProse } from "../src/normalize/normalize-prose.ts";
import { proposeGroupings } from "../src/planner/propose-groupings.ts";
import { gateway, gatewaySentences, honest } from "./prose-sample.ts";

const signal = new AbortController().signal;
const environment = { PATH: process.env["PATH"] ?? "" };
const clock: Clock = { now: () => 0, sleep: () => Promise.resolve() };
const commands = createCommands();
const limits = { wall_ms: 15_000, idle_ms: 15_000, output_bytes: 100_000 };

let project: ThrowawayRepository;
let names = 0;

beforeAll(async () => {
  project = await throwawayRepository({ "src/gateway.ts": "export {};\n", "src/log.ts": "export {};\n" });
});

afterAll(() => project[Symbol.asyncDispose]());

/** An asker for this agent, whose logs lie in the repository's own git folder. */
async function askerOf(agent: Agent) {
  const repository = await openRepository(project.folder);
  const runId = `test-${(names += 1)}`;
  const scratch = join(project.folder, ".git/scratch");
  const folder = join(project.folder, ".git/runs", runId);
  const workspaces = await createWorkspaces({ repository, runId, epoch: 1, scratch });
  const tree = await repository.treeOf(project.commit);
  const options = { tree, commit: project.commit, limits, marker: runId };
  return { asker: agentAsker({ agent, workspaces, files: openRunFiles(folder) }, options), folder };
}

function replayAgent(...sessions: readonly (readonly CassetteAction[])[]): Agent {
  const entries: CassetteEntry[] = sessions.map((actions, index) => ({
    role: "normalizer",
    task: "prepare",
    settled_attempts: index,
    actions: [...actions],
  }));
  const loadFile = (from: string) => Promise.reject(new Error(from));
  return createReplayAgent({
    cassette: { schema: 1, entries },
    loadFile,
    files: nodeWorkspaceFiles,
    commands,
    clock,
    environment,
  });
}

function shellAgent(script: string): Agent {
  return createShellAgent({ command: ["sh", "-c", script], commands, environment });
}

const question = { role: "normalizer", round: 1, prompt: "What do you see?\n" } as const;

describe("FAB-INT-003: the normalizer is an agent that really runs", () => {
  test("one that drops a sentence is sent back, and mends; every session has its papers", async () => {
    const { asker, folder } = await askerOf(
      replayAgent(
        [
          { do: "say", text: "I try." },
          { do: "result", json: { requirements: honest.requirements.slice(0, 4) } },
        ],
        [
          { do: "write", path: "src/gateway.ts", text: "changed" },
          { do: "result", json: honest },
        ],
      ),
    );
    const { reading } = await normalizeProse({
      documents: [gateway],
      sentences: gatewaySentences,
      ask: asker.ask,
      signal,
    });
    expect(reading.requirements).toHaveLength(5);
    expect(asker.papers().map(({ path }) => path)).toEqual(
      [1, 2].flatMap((attempt) =>
        ["prompt.md", "session.json", "answer.json"].map((end) => `prepare/normalizer-${attempt}.${end}`),
      ),
    );
    expect(asker.papers()[3]?.text).toContain("docs/gateway.md:9");
    expect(JSON.parse(asker.papers()[1]?.text ?? "")).toMatchObject({
      agent: "replay",
      outcome: "completed",
      answer: "read",
    });
    expect(JSON.parse(asker.papers()[2]?.text ?? "")).toEqual({ requirements: honest.requirements.slice(0, 4) });
    expect(await readFile(join(folder, "prepare/normalizer-1.log"), "utf8")).toBe("I try.\n");
    expect(await project.git("status", "--porcelain")).toBe("");
  });

  test("one that dies, leaves nothing and leaves garbage is refused after three rounds", async () => {
    const { asker } = await askerOf(
      replayAgent(
        [{ do: "result", json: honest }, { do: "crash" }],
        [{ do: "say", text: "Done!" }],
        [{ do: "result-text", text: "{" }],
      ),
    );
    const request = { documents: [gateway], sentences: gatewaySentences, ask: asker.ask, signal };
    await expect(normalizeProse(request)).rejects.toMatchObject({
      code: "FABRIKK_INTAKE_NORMALIZER_FAILED",
      details: { problems: ["the answer is not JSON"] },
    });
    const sessions = asker.papers().filter(({ path }) => path.endsWith(".session.json"));
    expect(sessions.map(({ text }) => JSON.parse(text) as unknown)).toMatchObject([
      { outcome: "failed", answer: "read" },
      { outcome: "completed", answer: "missing" },
      { outcome: "completed", answer: "read" },
    ]);
  });
});

describe("FAB-PLAN-010: the planner is an agent that really runs", () => {
  test("a shell agent sees the base commit's files, and answers with a file", async () => {
    const requirement: Requirement = {
      id: "REQ-1",
      text: "The log MUST name the recipient.",
      kind: "identified",
      source: { file: "spec.md", lines: [1, 1] },
      priority: "must",
      risk: "medium",
    };
    const grouping: Grouping = {
      title: "Log",
      requirement_ids: ["REQ-1"],
      scope: { owned: [], read_only: [], shared: [] },
      checks: [],
      test_levels: [],
      class: "feature",
    };
    const script = `grep -q REQ-1 "$FABRIKK_PROMPT" && test "$FABRIKK_ROLE/$FABRIKK_TASK/$FABRIKK_ATTEMPT" = planner/prepare/1 &&
printf '{"groupings":[{"title":"Log","requirement_ids":["REQ-1"],"owned":["%s"],"reason":"It is the log."}]}' src/l*.ts > "$FABRIKK_RESULT"`;
    const { asker } = await askerOf(shellAgent(script));
    const { groupings, findings } = await proposeGroupings({
      requirements: [requirement],
      groupings: [grouping],
      dependencies: [],
      repository: { files: ["src/gateway.ts", "src/log.ts"] },
      ask: asker.ask,
      signal,
    });
    expect(findings).toEqual([]);
    expect(groupings).toMatchObject([{ scope: { owned: ["src/log.ts"] }, proposed_by: "planner" }]);
  });
});

describe("an answer is read from the outbox, after the session", () => {
  test("a session that fails has no answer, whatever it left", async () => {
    const { asker } = await askerOf(shellAgent('echo "{}" > "$FABRIKK_RESULT"; exit 3'));
    expect(await asker.ask(question, signal)).toBe(null);
    expect(asker.papers().at(-1)).toEqual({ path: "prepare/normalizer-1.answer.json", text: "{}\n" });
  });

  test("no link is followed, and no more than two megabytes are read", async () => {
    const secret = join(project.folder, ".git/config");
    const link = await askerOf(scriptedAgent(({ resultFile }) => symlink(secret, resultFile)));
    const large = await askerOf(scriptedAgent(({ resultFile }) => writeFile(resultFile, "x".repeat(2_000_001))));
    for (const { asker } of [link, large]) {
      expect(await asker.ask(question, signal)).toBe(null);
      expect(asker.papers().map(({ path }) => path)).toEqual([
        "prepare/normalizer-1.prompt.md",
        "prepare/normalizer-1.session.json",
      ]);
      expect(asker.papers()[1]?.text).toContain('"answer": "refused: answer.json: ');
    }
  });

  test("sessions are counted for each role, over all questions; each has a fresh workspace", async () => {
    const requests: AgentRequest[] = [];
    const { asker } = await askerOf(
      scriptedAgent(async (request) => {
        requests.push(request);
        await writeFile(join(request.workspace, "planted.txt"), "");
        await writeFile(request.resultFile, await readFile(request.promptFile));
      }),
    );
    for (const role of ["normalizer", "planner", "normalizer"] as const)
      expect(await asker.ask({ ...question, role }, signal)).toBe(question.prompt);
    expect(requests).toMatchObject([
      {
        role: "normalizer",
        task: "prepare",
        attempt: 1,
        settledAttempts: 0,
        marker: expect.stringMatching(/\/normalizer-1$/),
      },
      { role: "planner", task: "prepare", attempt: 1, settledAttempts: 0 },
      { role: "normalizer", task: "prepare", attempt: 2, settledAttempts: 1 },
    ]);
    expect(new Set(requests.map(({ workspace }) => workspace)).size).toBe(3);
    expect(await project.git("status", "--porcelain")).toBe("");
  });

  test("stopping ends the question", async () => {
    const stop = new AbortController();
    const { asker } = await askerOf(scriptedAgent(() => Promise.resolve(stop.abort(new Error("stopped")))));
    await expect(asker.ask(question, stop.signal)).rejects.toThrow("stopped");
    await expect(asker.ask(question, stop.signal)).rejects.toThrow("stopped");
  });

  test("a wrong configuration is the person's to mend", async () => {
    const { asker } = await askerOf(replayAgent());
    await expect(asker.ask(question, signal)).rejects.toMatchObject({ code: "FABRIKK_AGENTS_CASSETTE_MISS" });
  });
});
