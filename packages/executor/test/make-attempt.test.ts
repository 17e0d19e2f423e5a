import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createWorkspaces, openRepository, removeRunScratch } from "@fabrikk/git";
import type { Settlement } from "@fabrikk/state";
import type { Agent } from "@fabrikk/state/ports";
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
async function attempt(script: string): Promise<Attempted> {
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
  const agent: Agent = {
    contract: 1,
    kind: "script",
    run: async (request, _onEvent, signal) => {
      const env = { PATH: process.env["PATH"] ?? "", RESULT: request.resultFile };
      const ended = await commands.run(
        { argv: ["sh", "-c", script], cwd: request.workspace, env, limits: request.limits, marker: request.marker },
        signal,
      );
      return { outcome: ended.exitCode === 0 ? "completed" : "failed", detail: ended.ended, usage: null, version: "1" };
    },
  };
  const files = openRunFiles(join(folder, "run"));
  const ports = {
    agents: new Map([["logging", agent]]),
    repository,
    workspaces,
    commands,
    files,
    clock: { now: () => 0, sleep: async () => {} },
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
      agent: { name: "logging", kind: "script", version: "1" },
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
