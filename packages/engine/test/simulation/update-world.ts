import { replan } from "@fabrikk/compiler";
import { currentFiles, foldEvents, RunArtifact, TaskGraph, type RunState } from "@fabrikk/state";
import type { RunFiles } from "@fabrikk/state/ports";

import { landRun } from "../../src/land-run.ts";
import { updateRun } from "../../src/update-run.ts";
import { openMemoryJournal, type RecordPoint } from "./memory-journal.ts";
import { createMemoryRunFiles } from "./memory-run-files.ts";
import { mortal, startLife } from "./mortal.ts";
import type { PlannedScenario } from "./prepare-scenario.ts";
import type { World } from "./world.ts";

/** How an update comes to its end before its time. */
export interface UpdateFate {
  readonly crashAt?: RecordPoint;
  /** It dies at this moment, from 1: there are two for each call of a port. */
  readonly dieAt?: number;
}

/** Updates the world's run as `fabrikk prepare --update` does. Resolves to the moments it had; `crashed` when it died. */
export async function updateWorld(
  { events, machine, repository }: World,
  next: PlannedScenario,
  { crashAt, dieAt }: UpdateFate = {},
): Promise<number | "crashed"> {
  const crashed = Promise.withResolvers<"crashed">();
  const life = startLife(1, (moment) => moment === dieAt && die());
  const die = (): void => {
    life.dead = true;
    crashed.resolve("crashed");
  };
  const update = async (): Promise<number> => {
    const journal = mortal(await openMemoryJournal(events, machine.clock, { crashAt, crash: die }), life);
    const files = mortal(
      createMemoryRunFiles(machine.disk, () => journal.events.length),
      life,
    );
    await landRun({ journal, files, repository: mortal(repository, life), events: { emit: () => {} } });
    const state = foldEvents(journal.events);
    const { artifact, plan, config } = next;
    const after = { artifact, graph: plan.graph };
    const { kept, stale } = replan(await currentSpec(files, state), after).tasks;
    await updateRun({ journal, files, state, artifact, plan, config, kept, stale });
    return life.moments;
  };
  return await Promise.race([crashed.promise, update()]);
}

async function currentSpec(files: RunFiles, state: RunState) {
  const names = currentFiles(state);
  const read = async (file: string): Promise<unknown> => JSON.parse((await files.read(file)) ?? "null");
  return { artifact: RunArtifact.parse(await read(names.artifact)), graph: TaskGraph.parse(await read(names.graph)) };
}
