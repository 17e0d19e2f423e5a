import { drawPlan } from "@fabrikk/compiler";
import type { RunArtifact, TaskGraph } from "@fabrikk/state";

import { count } from "./count.ts";
import { textTable } from "./text-table.ts";

/** So many sentences outside of every requirement are told; the rest is counted. */
const mostSentences = 20;

/** What an approval would approve, for people: sources, counts, every requirement with its place, the tasks in their waves. Pure. */
export function artifactText(artifact: RunArtifact, graph: TaskGraph): string {
  return [
    `${artifact.title}: ${count(artifact.requirements.length, "requirement")}, ${count(graph.tasks.length, "task")}, ${count(graph.waves.length, "wave")}`,
    "",
    ...sourceLines(artifact),
    "",
    ...artifact.requirements.map(
      ({ id, text, source }) => `  ${id}  ${source.file}:${source.lines[0]}  ${shortened(text)}`,
    ),
    "",
    drawPlan(graph).table,
    ...coverageLines(artifact),
    `Quality gate: ${artifact.quality_gate.map(({ command }) => command).join("; ") || "none was found; set quality_gate in the configuration"}`,
    ...section("Needs", dependencyLines(artifact)),
    ...section("Clarifications", clarificationLines(artifact)),
    ...section(
      "Deferred",
      artifact.deferred.map(({ requirement_id: id, reason }) => `${id}: ${reason}`),
    ),
    ...section("Risks", artifact.risk_profile.reasons),
    ...section(
      "Found in preparation",
      artifact.findings.map(({ message, code }) => `${message} [${code}]`),
    ),
    ...artifact.assumptions.map((assumption) => `Assumed: ${assumption}`),
    ...boundaryLines(artifact),
  ].join("\n");
}

function sourceLines({ sources, requirements, scope_mode: scopeMode }: RunArtifact): readonly string[] {
  const of = (priority: string): number => requirements.filter((each) => each.priority === priority).length;
  return [
    ...textTable(
      sources.map(({ file, format, bytes, sha256 }) => [
        file,
        format,
        `${bytes} bytes`,
        `sha256 ${sha256.slice(0, 16)}`,
      ]),
    ),
    `  ${of("must")} must, ${of("should")} should, ${of("may")} may; scope mode ${scopeMode}`,
  ];
}

function coverageLines({ coverage }: RunArtifact): readonly string[] {
  const { sentences, claimed, unclaimed } = coverage;
  const shown = unclaimed.slice(0, mostSentences).map(({ source, text, reason }) => {
    const why = reason === null ? "" : ` (left out: ${reason})`;
    return `  ${source.file}:${source.lines[0]}  ${shortened(text)}${why}`;
  });
  return [
    `Normative sentences: ${sentences}, of which ${claimed} are in requirements${unclaimed.length > 0 ? "; not:" : ""}`,
    ...shown,
    ...(unclaimed.length > shown.length ? [`  and ${unclaimed.length - shown.length} more`] : []),
  ];
}

function dependencyLines({ dependencies }: RunArtifact): readonly string[] {
  const needs = Map.groupBy(
    dependencies.filter(({ pinned }) => pinned),
    ({ from }) => from,
  );
  return [...needs].map(([from, own]) => `${from}: ${own.map(({ to }) => to).join(", ")}`);
}

function clarificationLines({ clarifications }: RunArtifact): readonly string[] {
  return clarifications.map(({ question, answer }) => `${question} ${answer === null ? "(open)" : `- ${answer}`}`);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
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
