import { describeCheck, type Task, type TaskGraph } from "@fabrikk/state";

import { hotFiles } from "../graph/hot-files.ts";
import { isTestFile } from "../scope/is-test-file.ts";

/** A plan as text: for a terminal, for Graphviz, for Markdown. */
export interface PlanDrawing {
  /** Columns padded with spaces; every line ends with `\n`. Under the tasks, where there are any, the hot files. */
  readonly table: string;
  readonly dot: string;
  readonly mermaid: string;
}

/** Draws a compiled plan (FAB-PLAN-011): tasks by wave, with what they need. */
export function drawPlan(graph: TaskGraph): PlanDrawing {
  const tasks = new Map(graph.tasks.map((task) => [task.id, task]));
  const waves = graph.waves.map((wave) => wave.flatMap((id) => tasks.get(id) ?? []));
  const names = new Map(graph.tasks.map(({ id }, index) => [id, `t${index + 1}`]));
  const edges = graph.tasks.flatMap(({ id, depends_on }) =>
    depends_on.map(({ task }) => [names.get(task) ?? task, names.get(id) ?? id] as const),
  );
  const hot = drawHotFiles(graph);
  const table = hot === "" ? drawTable(waves) : `${drawTable(waves)}\n${hot}`;
  return { table, dot: drawDot(waves, names, edges), mermaid: drawMermaid(waves, names, edges) };
}

type Waves = readonly (readonly Task[])[];
type Names = ReadonlyMap<string, string>;
type Edges = readonly (readonly [string, string])[];

/** So many hot files are listed; the others are counted. */
const mostHotFiles = 12;

function drawTable(waves: Waves): string {
  const header = ["WAVE", "TASK", "PRIORITY", "REQUIREMENTS", "FILES", "NEEDS", "CHECKS"];
  const rows = waves.flatMap((wave, index) => wave.map((task) => [String(index + 1), ...tableRow(task)]));
  return aligned([header, ...rows]);
}

/** FAB-PLAN-008. */
function drawHotFiles(graph: TaskGraph): string {
  const hot = hotFiles(graph);
  if (hot.length === 0) return "";
  const rows = hot
    .slice(0, mostHotFiles)
    .map(({ file, alike, tasks, waves }) => [
      `${file}${alike.length > 0 ? ` +${alike.length}` : ""}`,
      shorten(waves.map(String), 8),
      shorten(tasks, 4),
    ]);
  const hidden = hot.length - rows.length;
  return `${aligned([["HOT FILE", "WAVES", "TASKS"], ...rows])}${hidden > 0 ? `and ${hidden} more\n` : ""}`;
}

function aligned(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    lines.reduce((most, line) => Math.max(most, (line[column] ?? "").length), 0),
  );
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

function tableRow(task: Task): readonly string[] {
  const files = task.unscoped
    ? ["** (unscoped)"]
    : [...task.scope.owned.filter((glob) => !isTestFile(glob)), ...task.scope.shared];
  const needs = task.depends_on.map((dependency) => dependency.task);
  return [
    task.id,
    task.priority,
    shorten(task.requirement_ids, 4),
    shorten(files.length > 0 ? files : task.scope.owned, 3),
    needs.length > 0 ? shorten(needs, 3) : "-",
    shorten(
      task.checks.map((check) => onOneLine(describeCheck(check))),
      1,
    ),
  ];
}

/** A check may be a whole script. */
function onOneLine(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

function shorten(values: readonly string[], most: number): string {
  if (values.length === 0) return "-";
  const shown = values.slice(0, most).join(", ");
  return values.length > most ? `${shown} +${values.length - most}` : shown;
}

function drawDot(waves: Waves, names: Names, edges: Edges): string {
  const clusters = waves.flatMap((wave, index) => [
    `  subgraph cluster_${index + 1} {`,
    `    label = "wave ${index + 1}";`,
    ...wave.map((task) => `    ${names.get(task.id)} [label = ${dotText(task)}];`),
    "  }",
  ]);
  return [
    "digraph plan {",
    "  rankdir = LR;",
    "  node [shape = box];",
    ...clusters,
    ...edges.map(([from, to]) => `  ${from} -> ${to};`),
    "}",
    "",
  ].join("\n");
}

function drawMermaid(waves: Waves, names: Names, edges: Edges): string {
  const groups = waves.flatMap((wave, index) => [
    `  subgraph w${index + 1}["wave ${index + 1}"]`,
    ...wave.map((task) => `    ${names.get(task.id)}[${mermaidText(task)}]`),
    "  end",
  ]);
  return ["flowchart LR", ...groups, ...edges.map(([from, to]) => `  ${from} --> ${to}`), ""].join("\n");
}

function dotText({ id, title }: Task): string {
  return `"${`${id}: ${title}`.replace(/[\\"]/g, "\\$&")}"`;
}

function mermaidText({ id, title }: Task): string {
  return `"${`${id}: ${title}`.replace(/[#"<>&]/g, (character) => `#${character.charCodeAt(0)};`)}"`;
}
