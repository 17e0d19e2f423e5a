import { mkdir, cp } from "node:fs/promises";
import { join } from "node:path";

import { benchFolder } from "./bench-folder.ts";
import { peakMemory, type BenchRow } from "./bench-row.ts";
import { bareGitWork } from "./bare-git-work.ts";
import { engineWork } from "./engine-work.ts";
import { sideBySide } from "./side-by-side.ts";
import { writeSampleRepository } from "./sample-repository.ts";

const rounds = 3;
const size = { tasks: 20, tasksPerWave: 5 };
const files = 200;

/** What fabrikk adds to the git work that no orchestrator can do without. */
export async function measureOverhead(): Promise<BenchRow> {
  await using folder = await benchFolder();
  const origin = join(folder.path, "origin");
  await writeSampleRepository(origin, files);
  const onCopy = async (name: string, work: (repo: string, scratch: string) => Promise<number>): Promise<number> => {
    const [repo, scratch] = [join(folder.path, name, "repo"), join(folder.path, name, "scratch")];
    await mkdir(scratch, { recursive: true, mode: 0o700 });
    await cp(origin, repo, { recursive: true });
    return await work(repo, scratch);
  };
  const comparison = await sideBySide({
    rounds,
    warmUps: 1,
    subject: async (round) =>
      await onCopy(`engine-${round}`, async (repo, scratch) => await engineWork({ repo, scratch, ...size })),
    base: async (round) =>
      await onCopy(`bare-${round}`, async (repo, scratch) => await bareGitWork({ repo, scratch, tasks: size.tasks })),
  });
  const perTask = (ms: number): string => `${Math.round(ms / size.tasks)} ms`;
  return {
    lines: [
      {
        name: `${size.tasks} tasks, one worker (${perTask(comparison.subject.median)} a task), over the same git work bare (${perTask(comparison.base.median)})`,
        unit: "ms",
        ...comparison,
      },
    ],
    method: `wall of runPipeline on ${size.tasks} tasks in ${size.tasks / size.tasksPerWave} waves, a repository of ${files} files, replay agent without delay, \`true\` as check, no gate, no reviewer; over ${size.tasks * 2} checkouts and ${size.tasks} times add, write-tree, commit-tree, update-ref by bare git processes with the same settings; ${rounds} rounds`,
    peak: { mib: peakMemory(), of: "this row, without git and the guards" },
  };
}
