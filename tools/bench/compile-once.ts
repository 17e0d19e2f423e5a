// Compiles one generated artifact of a kind (`written 1000`), or reads one generated spec (`spec 2.5`, MB), in a process of its own, so that its peak
// memory is nobody else's. Started by compile.ts.
import { compileArtifact, listSchedule, readSpec, waveSchedule, workloadOf } from "@fabrikk/compiler";
import type { RunArtifact } from "@fabrikk/state";

import { peakMemory } from "./bench-row.ts";
import { artifactKinds, generateArtifact } from "./generate-artifact.ts";
import { generateSpec } from "./generate-spec.ts";
import type { WorkCost } from "./growth.ts";

const seed = 20_261_120;
const workers = 8;

function compile(artifact: RunArtifact): void {
  const { tasks, waves } = compileArtifact(artifact);
  const workload = workloadOf(tasks, ({ id }) => 5 + (id.length % 7));
  const indexes = new Map(tasks.map(({ id }, index) => [id, index]));
  const makespans = [
    listSchedule(workload, { workers }).makespan,
    waveSchedule(
      workload,
      waves.map((wave) => wave.flatMap((id) => indexes.get(id) ?? [])),
      { workers },
    ).makespan,
  ];
  if (!makespans.every((makespan) => makespan > 0)) throw new Error("nothing was scheduled");
}

function read(text: string): void {
  const { requirements, problems } = readSpec("spec.md", text);
  if (requirements.length < text.length / 2_000 || problems.length > 0) throw new Error("the spec was not read");
}

/** Prepares the work, does a smaller one first (it pays for the just-in-time compiler), and returns what is to be measured. */
function prepare([what, size]: readonly (string | undefined)[]): () => void {
  const kind = artifactKinds.find((each) => each === what);
  if (kind !== undefined) {
    const artifact = generateArtifact(Number(size), seed, kind);
    compile(generateArtifact(1_000, seed + 1, kind));
    return () => compile(artifact);
  }
  if (what !== "spec") throw new Error(`there is no ${what} to measure`);
  const text = generateSpec(Number(size) * 1_000_000, seed);
  read(generateSpec(200_000, seed + 1));
  return () => read(text);
}

const work = prepare(process.argv.slice(2));
const beforeMib = peakMemory();
const start = process.cpuUsage();
work();
const { user, system } = process.cpuUsage(start);
process.send?.({ cpuMs: (user + system) / 1000, beforeMib, peakMib: peakMemory() } satisfies WorkCost);
process.disconnect();
