import { chmod, mkdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { CassetteAction, CassetteEntry } from "@fabrikk/state";
import { aSession } from "@fabrikk/state/contracts/scripted-agent";
import type { AgentEvent, AgentRequest } from "@fabrikk/state/ports";
import { describe, expect, test } from "vitest";

import { createReplayAgent, nodeWorkspaceFiles, type ReplayAgentOptions } from "../src/index.ts";
import { localCommands } from "./local-commands.ts";
import { openSessionPlace, systemClock } from "./session-place.ts";

const never = new AbortController().signal;
const options: Omit<ReplayAgentOptions, "cassette"> = {
  loadFile: (from) => Promise.resolve(`the text of ${from}`),
  files: nodeWorkspaceFiles,
  commands: localCommands,
  clock: systemClock,
  environment: { PATH: process.env["PATH"] ?? "" },
};

async function play(request: AgentRequest, actions: CassetteAction[], more: Partial<ReplayAgentOptions> = {}) {
  const { role, task, settledAttempts: settled_attempts } = request;
  const events: AgentEvent[] = [];
  const cassette = { schema: 1 as const, entries: [{ role, task, settled_attempts, actions }] };
  const agent = createReplayAgent({ ...options, cassette, ...more });
  return { events, session: await agent.run(request, (event) => events.push(event), never) };
}

describe("the replay agent", () => {
  test("FAB-EXEC-010 FAB-EXEC-013 really changes files, runs commands and says things", async () => {
    await using place = await openSessionPlace();
    const { workspace, resultFile, outputFile } = place.request;
    await writeFile(join(workspace, "old.txt"), "old");
    await mkdir(join(workspace, "folder"));
    const { events, session } = await play(place.request, [
      { do: "say", text: "I begin." },
      { do: "write", path: "src/new.txt", text: "new\n" },
      { do: "write", path: "src/copied.txt", from: "files/a.txt" },
      { do: "remove", path: "old.txt" },
      { do: "remove", path: "folder" },
      { do: "remove", path: "never-there.txt" },
      { do: "run", command: 'cat src/new.txt; echo "$FABRIKK_TASK" > src/task.txt; exit 1' },
      { do: "result", json: { status: "done" } },
    ]);
    expect(session).toEqual(aSession({ detail: "played to the end" }));
    expect(await place.read(join(workspace, "src/new.txt"))).toBe("new\n");
    expect(await place.read(join(workspace, "src/copied.txt"))).toBe("the text of files/a.txt");
    expect(await place.read(join(workspace, "src/task.txt"))).toBe("task-1\n");
    expect(await place.read(join(workspace, "old.txt"))).toBe(null);
    await expect(stat(join(workspace, "folder"))).rejects.toMatchObject({ code: "ENOENT" });
    expect(JSON.parse((await place.read(resultFile)) ?? "")).toEqual({ status: "done" });
    expect(await place.read(outputFile)).toMatch(/^I begin\.\n\$ cat src\/new\.txt;.*\nnew\n$/);
    expect(events.slice(0, 4)).toEqual([
      { type: "session-started", version: null, session: null, model: null },
      { type: "text-said", text: "I begin." },
      { type: "tool-called", tool: "write", detail: "src/new.txt" },
      { type: "tool-ended", tool: "write", ok: true },
    ]);
    expect(events).toContainEqual({ type: "tool-ended", tool: "run", ok: false });
  });

  test("plays the entry of the role, the task and the count, whatever the prompt", async () => {
    await using place = await openSessionPlace();
    const says = (text: string, entry: Partial<CassetteEntry>): CassetteEntry => ({
      role: "worker",
      task: "task-1",
      settled_attempts: 0,
      actions: [{ do: "say", text }],
      ...entry,
    });
    const entries = [
      says("first", {}),
      says("second", { settled_attempts: 1 }),
      says("other", { task: "task-2" }),
      says("mended", { role: "repair" }),
    ];
    const agent = createReplayAgent({ ...options, cassette: { schema: 1, entries } });
    const said = async (more: Partial<AgentRequest>) => {
      const request = { ...place.request, settledAttempts: 0, prompt: "something else", ...more };
      await agent.run(request, () => {}, never);
      return place.read(request.outputFile);
    };
    expect(await said({ attempt: 5 })).toBe("first\n");
    expect(await said({ settledAttempts: 1 })).toBe("second\n");
    expect(await said({ task: "task-2" })).toBe("other\n");
    expect(await said({ role: "repair" })).toBe("mended\n");
    await expect(said({ role: "repair", settledAttempts: 2 })).rejects.toMatchObject({
      code: "FABRIKK_AGENTS_CASSETTE_MISS",
      message: "the cassette has no session for repair task-1 with 2 settled attempts before it",
      details: { role: "repair", task: "task-1", settled_attempts: 2 },
    });
  });

  test("plays lies: a broken result, an escape from the workspace, a death without a word", async () => {
    await using place = await openSessionPlace();
    const { session } = await play(place.request, [
      { do: "write", path: "../escaped.txt", text: "out" },
      { do: "write", path: join(place.folder, "absolute.txt"), text: "out" },
      { do: "result-text", text: "{ not json" },
      { do: "crash" },
      { do: "say", text: "never said" },
    ]);
    expect(session).toMatchObject({ outcome: "failed", detail: "crashed" });
    expect(await place.read(join(place.folder, "escaped.txt"))).toBe("out");
    expect(await place.read(join(place.folder, "absolute.txt"))).toBe("out");
    expect(await place.read(place.request.resultFile)).toBe("{ not json");
    expect(await place.read(place.request.outputFile)).toBe("");
  });

  test("time passes on the given clock only, and all waits count against the limit", async () => {
    await using place = await openSessionPlace();
    let now = 0;
    const clock = { now: () => now, sleep: async (ms: number) => void (now += ms) };
    const limits = { wall_ms: 3_600_000, idle_ms: 2_000_000, output_bytes: 1000 };
    const waits: CassetteAction[] = [
      { do: "wait", ms: 2_000_000 },
      { do: "say", text: "still here" },
    ];
    const request = { ...place.request, limits };
    expect((await play(request, waits, { clock })).session.outcome).toBe("completed");
    expect(now).toBe(2_000_000);
    const { session } = await play(request, [...waits, { do: "wait", ms: 2_000_000 }], { clock });
    expect(session).toMatchObject({ outcome: "limit", detail: "ended at the limit of 3600 s" });
    expect(now).toBe(5_600_000);
  });

  test("FAB-EXEC-007 a command that meets a limit ends the session", async () => {
    await using place = await openSessionPlace();
    const limits = { ...place.request.limits, wall_ms: 100 };
    const { session } = await play({ ...place.request, limits }, [{ do: "run", command: "sleep 100" }]);
    expect(session).toMatchObject({ outcome: "limit", detail: "ended at the limit of 0.1 s" });
  });

  test("a file that is written anew keeps its mode", async () => {
    await using place = await openSessionPlace();
    const script = join(place.request.workspace, "script.sh");
    await writeFile(script, "old");
    await chmod(script, 0o755);
    await play(place.request, [
      { do: "write", path: "script.sh", text: "new" },
      { do: "write", path: "b", text: "b" },
    ]);
    expect((await stat(script)).mode & 0o777).toBe(0o755);
    expect((await stat(join(place.request.workspace, "b"))).mode & 0o111).toBe(0);
  });
});
