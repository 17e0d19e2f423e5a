import type { Grouping, Requirement } from "@fabrikk/state";

import type { SentBack } from "../asking/ask-in-rounds.ts";
import { fenceData } from "../asking/fence-data.ts";
import { schemaText } from "../asking/read-json-answer.ts";
import { renderPrompt } from "../asking/render-prompt.ts";
import type { PlanQuestion } from "./plan-question.ts";
import { PlannerAnswer } from "./planner-answer.ts";
import type { ShownFiles } from "./show-files.ts";

/** A longer text of a requirement is cut; its place says where the whole stands. */
const longestText = 1000;
const mostContextCharacters = 50_000;

/** The question to the planner (FAB-PLAN-010). Pure: the same question and the same last answer, the same text. */
export function renderPlannerPrompt(
  question: PlanQuestion,
  { files, sentBack }: { readonly files: ShownFiles; readonly sentBack: SentBack | null },
): string {
  return renderPrompt({
    title: "Groupings and their files",
    assignment:
      "Put the requirements below into groupings, and say which files of the repository each one changes. A grouping becomes one task: one agent, in a workspace of its own, that may change these files only. Tasks that share no file run at the same time. The current folder holds the whole repository: read what you need.",
    rules,
    sections: [
      ["Requirements", fenceData("requirements", requirementsText(question))],
      ...(question.fixed.length > 0
        ? [["Groupings that have their files", fenceData("groupings", contextText(question.fixed))] as const]
        : []),
      ["Files of the repository", `${filesNote(files)}\n\n${fenceData("files", files.lines.join("\n"))}`],
    ],
    sentBack,
    schema: schemaText(PlannerAnswer),
  });
}

/** The lines about requirements that the planner is given. */
export function requirementsText({ requirements, wanted }: PlanQuestion): string {
  return requirements
    .filter(({ id }) => wanted.has(id))
    .map((requirement) => requirementLine(requirement, wanted.get(requirement.id) ?? 1))
    .join("\n");
}

const rules = [
  "Each requirement is in one grouping; one that is marked so may be in several.",
  "One or two files make one grouping. More files that can be changed independently of each other are split: a grouping for each group of files. Groupings with the same files are one.",
  "A grouping has at most 25 requirements and changes at most 25 files, tests not counted.",
  "`owned` are the files that it changes or makes: paths, or globs with *, **, ?, [abc], {a,b}, relative to the repository's root. Tests beside an owned source are added by themselves. Name files rather than folders, and never the whole repository.",
  "`shared` are files that several groupings must change, such as an index or a registry; tasks wait for each other at every file that two of them may change. At least one file is owned or shared. `read_only` are files that it must see and may not change.",
  "Nothing may own or share .git, .fabrikk, fabrikk.config.* or a document that the requirements come from.",
  "`needs` are requirements of other groupings whose work must be there first; no cycles. Leave it out where the order does not matter: every one costs time.",
  "`reason` says why these files, in one sentence. A person reads it.",
  "`test_levels` are L1 (unit), L2 (integration) or L3 (component) where a requirement asks for more than unit tests.",
  "Name no commands or checks: an answer has no place for them.",
];

function requirementLine({ id, text, source }: Requirement, most: number): string {
  const line = text.replace(/\s+/g, " ");
  const [from, to] = source.lines;
  const shown =
    line.length > longestText
      ? `${line.slice(0, longestText)}… (cut: the whole stands in ${source.file}:${from}-${to})`
      : line;
  return `${id}: ${shown}${most > 1 ? ` (may be in up to ${most} groupings)` : ""}`;
}

/** Context only: what does not fit is counted. */
function contextText(groupings: readonly Grouping[]): string {
  const lines: string[] = [];
  let length = 0;
  for (const { title, requirement_ids: ids, scope } of groupings) {
    const line = `${title} (${ids.join(", ")}): ${[...scope.owned, ...scope.shared].join(", ")}`;
    length += line.length + 1;
    if (length > mostContextCharacters) return [...lines, `(and ${groupings.length - lines.length} more)`].join("\n");
    lines.push(line);
  }
  return lines.join("\n");
}

function filesNote({ isWhole }: ShownFiles): string {
  return isWhole
    ? "All files of the base commit:"
    : "The list is cut at a depth: a line that ends in `/ (n files)` is a folder. Look into the current folder for the rest.";
}
