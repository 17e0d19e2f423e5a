import { foldEvents, type JournalEvent, type RunArtifact } from "@fabrikk/state";
import { expect, it } from "vitest";

import { createRun } from "../src/create-run.ts";
import { recordedRun } from "../src/run.ts";
import { chainScenario } from "./scenarios/chain-scenario.ts";
import { createMemoryDisk } from "./simulation/memory-disk.ts";
import { openMemoryJournal } from "./simulation/memory-journal.ts";
import { createMemoryRepository } from "./simulation/memory-repository.ts";
import { createMemoryRunFiles } from "./simulation/memory-run-files.ts";
import { planScenario } from "./simulation/prepare-scenario.ts";
import { createVirtualClock } from "./simulation/virtual-clock.ts";

it("FAB-RUN-007: a run whose artifact an older fabrikk wrote is refused by the file's name, with what to do", async () => {
  const { artifact, plan, config } = await planScenario(chainScenario());
  const { coverage: _, ...less } = artifact;
  const old = { ...less, schema: 1 } as unknown as RunArtifact;
  const events: JournalEvent[] = [];
  const journal = await openMemoryJournal(events, createVirtualClock());
  const files = createMemoryRunFiles(createMemoryDisk(), () => events.length);
  const repository = createMemoryRepository(new Map());
  const base = { commit: "0".repeat(40), branch: null };
  await createRun({ journal, files, run: "sim", artifact: old, plan, config, base });
  expect(foldEvents(events).created).toMatchObject({ run: "sim" });
  const ports = { journal, files, repository, events: { emit: () => {} } };
  await expect(recordedRun(ports, new AbortController().signal)).rejects.toMatchObject({
    code: "FABRIKK_STATE_RECORD_OLD",
    message: expect.stringContaining("run-artifact.json was written by an older fabrikk"),
    hint: expect.stringContaining("prepare the spec again"),
  });
});
