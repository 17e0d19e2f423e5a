import { drawPlan } from "@fabrikk/compiler";
import type { RunArtifact, TaskGraph } from "@fabrikk/state";

import { count } from "./count.ts";

/** What an approval would approve, for people: every requirement with its place, the tasks in their waves, the gate. Pure. */
export function artifactText(artifact: RunArtifact, graph: TaskGraph): string {
  return [
    `${artifact.title}: ${count(artifact.requirements.length, "requirement")}, ${count(graph.tasks.length, "task")}, ${count(graph.waves.length, "wave")}`,
    "",
    ...artifact.requirements.map(
      ({ id, text, source }) => `  ${id}  ${source.file}:${source.lines[0]}  ${shortened(text)}`,
    ),
    "",
    drawPlan(graph).table,
    `Quality gate: ${artifact.quality_gate.map(({ command }) => command).join("; ") || "none was found; set quality_gate in the configuration"}`,
    ...artifact.assumptions.map((assumption) => `Assumed: ${assumption}`),
    ...boundaryLines(artifact),
  ].join("\n");
}

function boundaryLines({ boundaries }: RunArtifact): readonly string[] {
  const lists = [
    ["Always", boundaries.always],
    ["Ask first", boundaries.ask_first],
    ["Never", boundaries.never],
  ] as const;
  return lists.flatMap(([name, items]) => items.map(({ text }) => `${name}: ${text}`));
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}
