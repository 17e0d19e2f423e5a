import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createWorkspaces, openRepository, removeRunScratch } from "@fabrikk/git";
import type { Settlement } from "@fabrikk/state";
import { scriptedAgent } from "@fabrikk/state/contracts/scripted-agent";
import type { AgentSession } from "@fabrikk/state/ports";
import { openRunFiles } from "@fabrikk/state/run-dir";
import { createCommands } from "@fabrikk/subprocess";
import { afterEach, describe, expect, it } from "vitest";

import { makeAttempt } from "../src/make-attempt.ts";
import { anyDispatch } from "./any-dispatch.ts";
import { makeRepository } from "./make-repository.ts";

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp();
});

const result = (part: object = {}): string =>
  JSON.stringify({
    type: "result",
    task_id: "one",
    status: "done",
    detail: "",
    artifacts: [],
    self_review: {
      scan_clean: true,
      review: "",
      files_reviewed: [],
      verification_command: "",
      verification_exit_code: 0,
    },
    ...part,
  });

interface Attempted {
  readonly settlement: Settlement;
  readonly folder: string;
  readonly read: (path: string) => Promise<string>;
  readonly refs: () => Promise<string | null>;
}

/** One attempt whose worker is this shell script; RESULT is its result file. */
async function attempt(script: string, session: Partial<AgentSession> = {}): Promise<Attempted> {
  const folder = await mkdtemp(join(tmpdir(), "fabrikk-attempt-"));
  const run = `attempt-${randomBytes(5).toString("hex")}`;
  cleanUps.push(async () => {
    await removeRunScratch({ runId: run });
    await rm(folder, { recursive: true, force: true });
  });
  const base = await makeRepository(join(folder, "repo"));
  const repository = await openRepository(join(folder, "repo"));
  const workspaces = await createWorkspaces({ repository, runId: run, epoch: 1 });
  const commands = createCommands();
  const agent = scriptedAgent(async (request, signal) => {
    const env = { PATH: process.env["PATH"] ?? "", RESULT: request.resultFile };
    const ended = await commands.run(
      { argv: ["sh", "-c", script], cwd: request.workspace, env, limits: request.limits, marker: request.marker },
      signal,
    );
    return { outcome: ended.exitCode === 0 ? "completed" : "failed", detail: ended.ended, version: "1", ...session };
  });
  const files = openRunFiles(join(folder, "run"));
  let now = 0;
  const ports = {
    agents: new Map([["logging", agent]]),
    repository,
    workspaces,
    commands,
    files,
    clock: { now: () => (now += 250), sleep: async () => {} },
    events: { emit: () => {} },
  };
  const settlement = await makeAttempt(
    ports,
    anyDispatch({ run, task: "one", attempt: 1, title: "quick", ...base }),
    new AbortController().signal,
  );
  return {
    settlement,
    folder,
    read: async (path) => await readFile(join(folder, path), "utf8"),
    refs: async () => await repository.readRef(`refs/fabrikk/${run}/salvage/one-1`),
  };
}

describe("one attempt", () => {
  it("FAB-EXEC-002, FAB-EXEC-004: takes the working files as a tree and the result from the outbox", async () => {
    const { settlement, read } = await attempt(
      `echo made > made.txt; echo '${result()}' > "$RESULT"; echo 'I am done, believe me'`,
    );
    expect(settlement).toMatchObject({
      outcome: "succeeded",
      changes: [{ path: "made.txt", status: "added" }],
      faults: [],
      result: { state: "read", result: { status: "done" } },
      agent: { name: "logging", kind: "scripted", version: "1" },
    });
    expect(JSON.parse(await read("run/tasks/one/attempt-1/settlement.json"))).toEqual(settlement);
    expect(JSON.parse(await read("run/tasks/one/attempt-1/result.json"))).toMatchObject({ task_id: "one" });
    expect(await read("run/tasks/one/attempt-1/prompt.md")).toContain("# Task one");
    expect(await read("run/tasks/one/attempt-1/patch.diff")).toContain("+made");
  });

  it("FAB-EXEC-014: leaves the user's checkout alone", async () => {
    const { folder, read } = await attempt("echo changed > README.md");
    expect(await read("repo/README.md")).toBe("base\n");
    expect(await readFile(join(folder, "repo", "made.txt"), "utf8").catch(() => "none")).toBe("none");
  });

  it("FAB-EXEC-005: names a commit that the worker made", async () => {
    const { settlement } = await attempt(
      "echo made > made.txt; git add -A && git -c user.name=w -c user.email=w@w.invalid commit -q -m mine",
    );
    expect(settlement.faults.map(({ kind }) => kind)).toContain("commit");
    expect(settlement.changes).toMatchObject([{ path: "made.txt" }]);
  });

  it("FAB-TOP-009: keeps what was changed under a salvage ref, and keeps nothing where nothing was", async () => {
    const changed = await attempt("echo made > made.txt; exit 3");
    expect(changed.settlement).toMatchObject({
      outcome: "failed",
      salvage_ref: expect.stringMatching(/\/salvage\/one-1$/),
    });
    expect(await changed.refs()).not.toBeNull();
    const unchanged = await attempt("true");
    expect(unchanged.settlement).toMatchObject({
      outcome: "succeeded",
      changes: [],
      salvage_ref: null,
      result: { state: "missing" },
    });
    expect(await unchanged.refs()).toBeNull();
  });

  it("FAB-RTE-002: records who really answered, with what, at what cost, and why it failed", async () => {
    const usage = { input_tokens: 2000, cached_input_tokens: 600, output_tokens: 100, cost_usd: 0.012 };
    const end = { outcome: "failed", failure: "rate-limit", detail: "429", retry_after_ms: 20_000 } as const;
    const { settlement } = await attempt("echo made > made.txt", {
      ...end,
      usage,
      model: "some-model-1",
      session: "s-1",
    });
    expect(settlement).toMatchObject({
      outcome: "failed",
      failure: "rate-limit",
      detail: "429",
      retry_after_ms: 20_000,
      usage,
      duration_ms: 250,
      agent: { name: "logging", kind: "scripted", version: "1", model: "some-model-1", session: "s-1" },
      prompt: { template: expect.stringMatching(/./), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it.for([
    ["the provider is overloaded and nothing was changed", "true", "overload", "lost"],
    ["the connection was cut and nothing was changed", "true", "cut", "lost"],
    ["the provider is overloaded and something was changed", "echo made > made.txt", "overload", "failed"],
    ["the provider is overloaded and git was meddled with", "git branch mine", "overload", "failed"],
    ["the provider refused", "true", "refused", "failed"],
    ["the program crashed", "true", "crashed", "failed"],
  ] as const)("FAB-EXEC-011: %s", async ([, script, failure, outcome]) => {
    const { settlement } = await attempt(script, { outcome: "failed", failure });
    expect(settlement).toMatchObject({ outcome, failure });
  });

  it("an attempt whose end nobody knows is lost where nothing was changed", async () => {
    expect((await attempt("true", { outcome: "lost" })).settlement.outcome).toBe("lost");
    expect((await attempt("echo made > made.txt", { outcome: "lost" })).settlement.outcome).toBe("failed");
  });

  it.each([
    ["not JSON", 'echo \'{"type":\' > "$RESULT"', "it is not JSON"],
    ["of another shape", 'echo \'{"type":"result"}\' > "$RESULT"', "task_id"],
    ["with a field too many", `echo '${result({ approved: true })}' > "$RESULT"`, "approved"],
    ["of 2 MB", 'head -c 2000000 /dev/zero | tr "\\0" " " > "$RESULT"', "bytes"],
    ["a link", 'ln -s /etc/hostname "$RESULT"', ""],
  ])("FAB-EXEC-004: refuses a result that is %s", async (_what, script, reason) => {
    const { settlement } = await attempt(script);
    expect(settlement.result).toMatchObject({ state: "refused", reason: expect.stringContaining(reason) });
  });
});
