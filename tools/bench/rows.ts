import type { BenchRow } from "./bench-row.ts";

/** The rows of the benchmark, in the order of the table (design, section 7). Each loads only what it measures. */
export const rows: Readonly<Record<string, () => Promise<BenchRow>>> = {
  compile: async () => await (await import("./compile.ts")).measureCompile(),
  schedule: async () => await (await import("./schedule.ts")).measureSchedule(),
  overhead: async () => await (await import("./overhead.ts")).measureOverhead(),
  journal: async () => await (await import("./journal.ts")).measureJournal(),
  resume: async () => await (await import("./resume.ts")).measureResume(),
  cli: async () => await (await import("./cli.ts")).measureCli(),
};
