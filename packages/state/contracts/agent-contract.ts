import { describe, expect, it } from "vitest";

import type { Agent, AgentEvent, AgentRequest } from "../src/ports/agent.ts";
import { SessionOutcome, Usage } from "../src/records/settlement.ts";

/** What an agent of the contract does in its session. */
export type AgentBehaviour =
  /** Says `text`, writes `result` to the result file where there is one, and ends well. */
  | { readonly does: "work"; readonly text: string; readonly result?: string }
  /** Writes `result`, and ends badly. */
  | { readonly does: "fail"; readonly result: string }
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

/** What every agent keeps: events, shapes, limits, cancelling, and that only the agent writes its result. */
export function agentContract(name: string, make: () => Promise<AgentWorld>): void {
  describe(`agent: ${name}`, { concurrent: true }, () => {
    it("FAB-EXEC-010 runs a session to its end: events first to last, one shape", async () => {
      await using world = await make();
      const { session, events } = await ask(world, { does: "work", text: "all is well", result: "{}" });
      expect(events[0]).toEqual({ type: "session-started", version: session.version });
      expect(events.filter(({ type }) => type === "session-started")).toHaveLength(1);
      expect(said(events)).toContain("all is well");
      expect(await world.read(world.request.outputFile)).toContain("all is well");
      expect(session.outcome).toBe("completed");
      expect(session.detail).toMatch(/^.+$/);
      expect(Usage.nullable().safeParse(session.usage).success).toBe(true);
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

    it("FAB-EXEC-007 ends a session at its limits, and says which", async () => {
      await using world = await make();
      for (const [limit, detail] of [
        ["wall_ms", "ended at the limit of 0.4 s"],
        ["idle_ms", "ended after 0.4 s without output"],
      ] as const) {
        const limits = { ...world.request.limits, [limit]: 400 };
        const { session } = await ask(world, { does: "hang" }, { request: { limits } });
        expect(session).toMatchObject({ outcome: "limit", detail });
      }
    });

    it("ends a session at the signal, and begins none after it", async () => {
      await using world = await make();
      const controller = new AbortController();
      const running = ask(world, { does: "hang" }, { signal: controller.signal });
      controller.abort();
      expect((await running).session.outcome).toBe("cancelled");
      const late = await ask(world, { does: "work", text: "late", result: "{}" }, { signal: controller.signal });
      expect(late.session.outcome).toBe("cancelled");
      expect(await world.read(world.request.resultFile)).toBe(null);
    });
  });
}

interface Asking {
  readonly request?: Partial<AgentRequest>;
  readonly signal?: AbortSignal;
}

async function ask(world: AgentWorld, behaviour: AgentBehaviour, { request, signal }: Asking = {}) {
  const events: AgentEvent[] = [];
  const asked = { ...world.request, ...request };
  const onEvent = (event: AgentEvent) => void events.push(event);
  const session = await world.agent(behaviour).run(asked, onEvent, signal ?? new AbortController().signal);
  expect(SessionOutcome.safeParse(session.outcome).success).toBe(true);
  return { session, events };
}

function said(events: readonly AgentEvent[]): string {
  return events.map((event) => (event.type === "text-said" ? event.text : "")).join("");
}
