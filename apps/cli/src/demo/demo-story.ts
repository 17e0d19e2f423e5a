import { isTestFile } from "@fabrikk/compiler";
import type { RunArtifact, TaskGraph } from "@fabrikk/state";

import type { DemoResult } from "./demo-result.ts";

/** Nothing that the demo prints is wider. */
const width = 100;

/** The demo's first lines: what it is about to do. Pure. */
export function demoPlan(artifact: RunArtifact, graph: TaskGraph): readonly string[] {
  const named = (id: string) => `${id} (${sourceOf(graph, id)})`;
  const waves = graph.waves.map(
    (wave, index) => `${index === 0 ? "plan    " : "        "} wave ${index + 1}: ${wave.map(named).join(", ")}`,
  );
  return [
    `${artifact.title}: ${artifact.requirements.length} requirements, ${graph.tasks.length} tasks, two workers at once; the workers are scripted, and two lie`,
    ...waves,
    "",
  ].map(fitted);
}

/** The file that a task is about: the first that it owns and that is no test. */
function sourceOf(graph: TaskGraph, id: string): string {
  const owned = graph.tasks.find((task) => task.id === id)?.scope.owned ?? [];
  return owned.find((path) => !isTestFile(path)) ?? "any file";
}

/** The demo's last lines: who was refused and who mended it, what the council found, what stands on the branch. Pure. */
export function demoSummary({ reading, commits, kills, durationMs, folder, merged }: DemoResult): string {
  const { status, state } = reading;
  const verified = status.requirements.filter((one) => one.state === "verified").length;
  const repairs = [...state.tasks.values()].filter(({ task }) => task.repair !== null);
  const seconds = (durationMs / 1000).toFixed(1);
  return [
    "",
    ...caughtLines(status.refused),
    ...repairs.map(
      ({ task, commit }) => `repaired ${task.repair?.finding ?? ""} by ${task.id} (${commit?.slice(0, 10) ?? "open"})`,
    ),
    ...(kills.restarts === 0 ? [] : [`restarts ${kills.restarts}: each went on where the engine before was killed`]),
    `${status.state}: ${verified} of ${status.requirements.length} requirements verified, ${commits.length} commits in ${status.waves} waves, ${seconds} s`,
    ...(merged === null ? [] : [`merged by the report's own command: ${merged}`]),
    "",
    ...nextSteps(folder),
  ]
    .map(fitted)
    .join("\n");
}

/** Each refused attempt and who mended it, then every code without its common beginning. */
function caughtLines(refused: DemoResult["reading"]["status"]["refused"]): readonly string[] {
  const attempts = Map.groupBy(refused, ({ task, attempt, mended_by: mended }) => {
    return `caught   ${task} attempt ${attempt}, ${mended === null ? "not mended" : `mended by attempt ${mended}`}`;
  });
  return [...attempts].flatMap(([line, faults]) => [
    line,
    `         ${faults.map(({ code }) => code.replace(/^FABRIKK_[A-Z]+_/, "")).join(", ")}`,
  ]);
}

function nextSteps(folder: string | null): readonly string[] {
  if (folder === null)
    return ["Next: fabrikk demo --dir <folder> keeps all of it; fabrikk init begins with your own project"];
  return [
    `Next: read ${folder}/report.md`,
    `      cd ${folder}/repo && npm test && git log   (npm test needs Node 22.18 or newer)`,
  ];
}

/** A line that fits. */
export function fitted(line: string): string {
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}
