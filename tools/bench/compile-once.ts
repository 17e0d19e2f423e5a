// Compiles one generated artifact in a process of its own, so that its peak memory is nobody else's. Started by compile.ts.
import { compileArtifact, readyFront } from "@fabrikk/compiler";

import { peakMemory } from "./bench-row.ts";
import { generateArtifact } from "./generate-artifact.ts";

/** What one compile cost. */
export interface CompileCost {
  /** CPU time of all threads, collection included. */
  readonly cpuMs: number;
  /** The most memory before the compile and after it. */
  readonly beforeMib: number;
  readonly peakMib: number;
}

const seed = 20_261_120;
const none: ReadonlySet<string> = new Set();

function compile(artifact: ReturnType<typeof generateArtifact>): void {
  const { tasks } = compileArtifact(artifact);
  if (readyFront({ tasks, done: none, unavailable: none }).length === 0) throw new Error("nothing can start");
}

const artifact = generateArtifact(Number(process.argv[2]), seed);
compile(generateArtifact(1_000, seed + 1)); // the first compile pays for the just-in-time compiler
const beforeMib = peakMemory();
const start = process.cpuUsage();
compile(artifact);
const { user, system } = process.cpuUsage(start);
process.send?.({ cpuMs: (user + system) / 1000, beforeMib, peakMib: peakMemory() } satisfies CompileCost);
process.disconnect();
