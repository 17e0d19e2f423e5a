import type { Answer, Question } from "@fabrikk/state/ports";
import { describe, expect, it } from "vitest";

import { approveRun } from "../../src/approve-run.ts";
import { chainScenario } from "../scenarios/chain-scenario.ts";
import { openMemoryJournal } from "../simulation/memory-journal.ts";
import { prepareScenario } from "../simulation/prepare-scenario.ts";
import { createWorld, type EngineLife, type World } from "../simulation/world.ts";

const other = "f".repeat(64);

describe("a plan that nobody approved", () => {
  it("FAB-HUM-004: waits for nobody: the run says which question is open, and goes on when it is answered", async () => {
    const world = await unapproved();
    const questions: Question[] = [];
    expect(await world.engine(answering(() => null, questions))).toBe("needs-person");
    expect(questions).toMatchObject([{ id: "plan-approval", subjectSha256: world.prepared.subjectSha256 }]);
    expect(world.state().tasks.size).toBeGreaterThan(0);
    expect(world.state().branch).toBeNull();
    const status = JSON.parse(world.read("status.json") ?? "");
    expect(status.needs_person).toBe(true);
    expect(status.open[0]).toMatchObject({ id: "approval", next: expect.stringContaining("fabrikk approve sim") });

    await approve(world, world.prepared.subjectSha256);
    expect(await world.engine(answering(() => null))).toBe("completed");
  });

  it("FAB-HUM-002: an approval of something else is refused, and an answer to something else does not count", async () => {
    const world = await unapproved();
    await expect(approve(world, other)).rejects.toMatchObject({ code: "FABRIKK_ENGINE_APPROVAL_VOID" });
    const wrong = answering((question) => ({ ...yes, subjectSha256: `${question.subjectSha256.slice(1)}0` }));
    expect(await world.engine(wrong)).toBe("needs-person");
    expect(world.state().approval).toBeNull();
  });

  it("FAB-HUM-002: an approval with another hash that stands in the journal does not count: a person is asked", async () => {
    const world = await unapproved();
    const journal = await openMemoryJournal(world.events, world.machine.clock);
    await journal.append({ type: "approval-given", subject_sha256: other, by: "somebody", channel: "command" });
    expect(await world.engine(answering(() => null))).toBe("needs-person");
    expect(world.state().branch).toBeNull();
    await approve(world, world.prepared.subjectSha256);
    expect(await world.engine(answering(() => null))).toBe("completed");
  });

  it("FAB-HUM-002: a refusal is no approval", async () => {
    const world = await unapproved();
    const no = answering((question) => ({ ...yes, decision: "refused", subjectSha256: question.subjectSha256 }));
    expect(await world.engine(no)).toBe("needs-person");
    expect(world.state().branch).toBeNull();
  });
});

const yes: Answer = { decision: "approved", by: "somebody", channel: "terminal", subjectSha256: other };

async function unapproved(): Promise<World> {
  return createWorld(await prepareScenario(chainScenario()));
}

function answering(find: (question: Question) => Answer | null, asked: Question[] = []): EngineLife {
  return {
    ports: (ports) => ({
      ...ports,
      answers: {
        find: async (question) => {
          asked.push(question);
          return find(question);
        },
      },
    }),
  };
}

async function approve(world: World, subjectSha256: string): Promise<void> {
  const journal = await openMemoryJournal(world.events, world.machine.clock);
  await approveRun({ journal, state: world.state(), by: "somebody", channel: "command", subjectSha256 });
}
