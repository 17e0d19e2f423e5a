import { setTimeout as sleep } from "node:timers/promises";

import { describe, expect, it } from "vitest";

import type { Agent, AgentEvent, AgentRequest, AgentSession, SessionEnd } from "../src/ports/agent.ts";
import { FailureClass } from "../src/records/failure-class.ts";
import { SessionOutcome, Usage } from "../src/records/settlement.ts";

/** What an agent of the contract does in its session. */
export type AgentBehaviour =
  /** Says `text`, writes `result` to the result file where there is one, and ends well. */
  | { readonly does: "work"; readonly text: string; readonly result?: string }
  /** Writes `result`, and ends badly. */
  | { readonly does: "fail"; readonly result: string }
  /** Its process is killed, by nobody who knows of the session. */
  | { readonly does: "die" }
  /** Goes on without a word until it is ended. */
  | { readonly does: "hang" };

/** A place where such agents can be asked. */
export interface AgentWorld extends AsyncDisposable {
  agent(behaviour: AgentBehaviour): Agent;
  /** A request in an empty workspace and an empty outbox; the file with the prompt is there. */
  readonly request: AgentRequest;
  /** The text of a file, or null where there is none. */
  read(path: string): Promise<string | null>;
}

type MakeWorld = () => Promise<AgentWorld>;

/**
 * What every agent keeps: the order of events, one shape for every way to end, limits, cancelling, and that only the agent
 * writes its result. That events come first to last and end once is looked at in each session of the suite.
 */
export function agentContract(name: string, make: MakeWorld): void {
  describe(`agent: ${name}`, { concurrent: true }, () => {
    whatItTells(make);
    waysToEnd(make);
    endedByOthers(make);
  });
}

function whatItTells(make: MakeWorld): void {
  it("FAB-EXEC-010 runs a session to its end, and tells what is said in it", async () => {
    await using world = await make();
    const { session, events } = await ask(world, { does: "work", text: "all is well", result: "{}" });
    expect(said(events)).toContain("all is well");
    expect(await world.read(world.request.outputFile)).toContain("all is well");
    expect(session.outcome).toBe("completed");
  });

  it("tells as much of its use as it says it can", async () => {
    await using world = await make();
    const agent = world.agent({ does: "work", text: "cheap" });
    const { session, events } = await run(agent, world.request);
    const { usage } = session;
    const told = usage === null ? "none" : usage.cost_usd === null ? "tokens" : "cost";
    expect(told).toBe(agent.capabilities.usage);
    const reports = events.flatMap((event) => (event.type === "usage-reported" ? [event.usage] : []));
    for (const field of ["input_tokens", "cached_input_tokens", "output_tokens"] as const) {
      const sum = reports.reduce((total, report) => total + (report[field] ?? 0), 0);
      expect(sum).toBe(usage?.[field] ?? 0);
    }
  });

  it("FAB-EXEC-004 leaves the result file to the agent: as it wrote it, whatever it says and however it ends", async () => {
    await using world = await make();
    const { resultFile } = world.request;
    const silent = await ask(world, { does: "work", text: '{"status":"done"}' });
    expect(silent.session.outcome).toBe("completed");
    expect(await world.read(resultFile)).toBe(null);
    const failed = await ask(world, { does: "fail", result: '{"status": "done"' });
    expect(failed.session.outcome).toBe("failed");
    expect(await world.read(resultFile)).toBe('{"status": "done"');
  });

  it("adds nothing to the prompt", async () => {
    await using world = await make();
    await ask(world, { does: "work", text: "read" });
    expect(await world.read(world.request.promptFile)).toBe(world.request.prompt);
  });
}

function waysToEnd(make: MakeWorld): void {
  it("has failed when its process is killed from outside", async () => {
    await using world = await make();
    const { session } = await ask(world, { does: "die" });
    expect(session).toMatchObject({ outcome: "failed", failure: "crashed" });
  });

  it.for([
    ["wall_ms", 400, { does: "hang" }, "ended at the limit of 0.4 s"],
    ["idle_ms", 400, { does: "hang" }, "ended after 0.4 s without output"],
    [
      "output_bytes",
      20_000,
      { does: "work", text: "so many words ".repeat(5000) },
      "ended at the limit of 20000 bytes of output",
    ],
  ] as const)("FAB-EXEC-007 ends a session at %s, and says so", async ([limit, most, behaviour, detail]) => {
    await using world = await make();
    const limits = { ...world.request.limits, [limit]: most };
    const { session } = await ask(world, behaviour, { request: { limits } });
    expect(session).toMatchObject({ outcome: "limit", detail });
  });
}

function endedByOthers(make: MakeWorld): void {
  it("ends a session at the signal, and begins none after it", async () => {
    await using world = await make();
    const controller = new AbortController();
    const running = ask(world, { does: "hang" }, { signal: controller.signal });
    controller.abort();
    expect((await running).session.outcome).toBe("cancelled");
    const late = await ask(world, { does: "work", text: "late", result: "{}" }, { signal: controller.signal });
    expect(late.session.outcome).toBe("cancelled");
    expect(said(late.events)).toBe("");
    expect(await world.read(world.request.resultFile)).toBe(null);
  });
}

interface Asking {
  readonly request?: Partial<AgentRequest>;
  readonly signal?: AbortSignal;
}

function ask(world: AgentWorld, behaviour: AgentBehaviour, { request, signal }: Asking = {}) {
  return run(world.agent(behaviour), { ...world.request, ...request }, signal);
}

async function run(agent: Agent, request: AgentRequest, signal = new AbortController().signal) {
  const events: AgentEvent[] = [];
  const session = await agent.run(request, (event) => void events.push(event), signal);
  const told = events.length;
  await sleep(20);
  expect(events).toHaveLength(told);
  expectInOrder(events, session);
  expectOneShape(session);
  return { session, events };
}

function expectInOrder(events: readonly AgentEvent[], session: AgentSession): void {
  expect(events[0]).toMatchObject({
    type: "session-started",
    version: session.version,
    session: session.session,
  });
  const { outcome, failure, detail, retry_after_ms } = session;
  const end: SessionEnd = { outcome, failure, detail, retry_after_ms };
  expect(events.at(-1)).toEqual({ type: "session-ended", end });
  const frames = events.filter(({ type }) => type === "session-started" || type === "session-ended");
  expect(frames).toHaveLength(2);
}

function expectOneShape({ outcome, failure, detail, retry_after_ms, usage }: AgentSession): void {
  expect(SessionOutcome.parse(outcome)).toBe(outcome);
  expect(FailureClass.nullable().parse(failure)).toBe(failure);
  expect(failure !== null).toBe(outcome === "failed");
  expect(detail).toMatch(/^.+$/);
  expect(retry_after_ms ?? 0).toBeGreaterThanOrEqual(0);
  expect(Usage.nullable().safeParse(usage).success).toBe(true);
}

function said(events: readonly AgentEvent[]): string {
  return events.map((event) => (event.type === "text-said" ? event.text : "")).join("");
}
