import type { BenchRow } from "./bench-row.ts";
import { growthLines, growthPeak, measureGrowth } from "./growth.ts";

const program = new URL("./compile-once.ts", import.meta.url);

/**
 * CPU time and peak memory of the compile from 1,000 to 30,000 tasks, also where nobody wrote what depends on what, and of reading a spec from 1.25 to 10 MB: what a doubling costs
 * (FAB-PLAN-013).
 */
export async function measureCompile(): Promise<BenchRow> {
  const compiling = await measureGrowth({
    program,
    words: ["written"],
    sizes: [1_000, 3_000, 10_000, 30_000],
    unit: "tasks",
    mostRounds: 5,
    patienceMs: 60_000,
  });
  const inferring = await measureGrowth({
    program,
    words: ["inferred"],
    sizes: [1_000, 3_000, 10_000, 30_000],
    unit: "tasks, inferred",
    mostRounds: 3,
    patienceMs: 40_000,
  });
  const reading = await measureGrowth({
    program,
    words: ["spec"],
    sizes: [1.25, 2.5, 5, 10],
    unit: "MB of spec",
    mostRounds: 3,
    patienceMs: 40_000,
  });
  const [compiled, read] = [growthPeak(compiling), growthPeak(reading)];
  const { sizes } = compiling.work;
  return {
    lines: [...growthLines(compiling), ...growthLines(inferring), ...growthLines(reading)],
    method: [
      `CPU time of compileArtifact and of both schedules for 8 workers, on generated artifacts (about 5 dependencies, 2 files and 1.5 requirements a task), each in a process of its own that has compiled 1,000 other tasks before; ${compiling.rounds.length} rounds of ${sizes.join(", ")} tasks`,
      `The same where all dependencies are inferred, one task in a hundred names no files, and all read one file that one task writes; ${inferring.rounds.length} rounds`,
      `CPU time of readSpec on generated Markdown of ${reading.work.sizes.join(", ")} MB, each in a process of its own that has read 0.2 MB before; ${reading.rounds.length} rounds. Peak memory of reading 10 MB: ${Math.round(read.mib)} MiB (${Math.round(read.beforeMib)} MiB before it)`,
    ].join(". "),
    peak: {
      mib: compiled.mib,
      of: `compiling ${sizes.at(-1)} tasks (${Math.round(compiled.beforeMib)} MiB before it)`,
    },
  };
}
