import type { SpecProblem } from "../../spec/spec-problem.ts";
import type { SourceNote } from "../../spec/spec-reading.ts";
import { noteOn } from "../feature/note-on.ts";
import { oneByOne, type OrderEdge } from "../feature/order-work.ts";
import type { WorkEntry } from "../feature/spec-entry.ts";
import { workEntries, type PlannedWork, type WorkContext } from "../feature/work-entries.ts";
import { workLines, type WorkLine } from "../feature/work-lines.ts";
import type { CriteriaReading } from "./read-criteria.ts";
import { readLinks, type TaskLinks } from "./read-links.ts";

/** What a `tasks.md` says. */
export interface TaskReading {
  readonly work: readonly WorkEntry[];
  readonly order: readonly OrderEdge[];
  readonly assumptions: readonly string[];
  readonly places: readonly SourceNote[];
  readonly problems: readonly SpecProblem[];
}

/**
 * Reads the checkboxes of the plan. One that is broken down into others is their title; each other is a piece of work that serves
 * the criteria it links to, in the order of the lines, which is only implied. Optional ones (`- [ ]*`) are wanted least.
 * @param criteria null where there is no `requirements.md`
 */
export function readTasks(context: WorkContext, criteria: CriteriaReading["byRequirement"] | null): TaskReading {
  const { document } = context;
  const lines = workLines(document);
  const { links, problems } = readLinks(document, { criteria, lines });
  const drafts = lines.map((line) => ({ ...line, id: null, ...(line.isOptional ? { priority: "may" as const } : {}) }));
  const planned = workEntries(drafts, context);
  const serves = servedBy(planned, lines, links);
  const work = planned.map(({ entry, line }) => ({ ...entry, serves: serves.get(line.index) ?? [] }));
  const optional = planned.filter(({ line }) => line.isOptional && !line.isDone).length;
  return {
    work,
    order: [...oneByOne(work), ...writtenOrder(planned, links)],
    assumptions:
      optional === 0
        ? []
        : [
            `${optional} ${optional === 1 ? "task is" : "tasks are"} marked with * as optional: planned, and wanted least`,
          ],
    places: lines
      .filter(({ hasParts }) => hasParts)
      .map(({ index }) =>
        noteOn({ file: document.file, lines: document.blocks[index]?.lines ?? [1, 1] }, "title of the work below it"),
      ),
    problems,
  };
}

/** A task without links of its own has those of the task it is a part of. What only the whole links to, its last part serves. */
function servedBy(
  planned: readonly PlannedWork[],
  lines: readonly WorkLine[],
  links: ReadonlyMap<number, TaskLinks>,
): ReadonlyMap<number, readonly string[]> {
  const parents = new Map(lines.map(({ index, parent }) => [index, parent]));
  const linked = (index: number): readonly string[] => links.get(index)?.criteria ?? [];
  const served = new Map<number, string[]>();
  const parts = new Map<number, number[]>();
  for (const { line } of planned) {
    let holder: number | null = line.index;
    while (holder !== null && linked(holder).length === 0) holder = parents.get(holder) ?? null;
    served.set(line.index, holder === null ? [] : [...linked(holder)]);
    for (let above = line.parent; above !== null; above = parents.get(above) ?? null) {
      const members = parts.get(above);
      if (members === undefined) parts.set(above, [line.index]);
      else members.push(line.index);
    }
  }
  for (const [whole, members] of parts) {
    const known = new Set(members.flatMap((member) => served.get(member) ?? []));
    served.get(members.at(-1) ?? -1)?.push(...linked(whole).filter((id) => !known.has(id)));
  }
  return served;
}

function writtenOrder(planned: readonly PlannedWork[], links: ReadonlyMap<number, TaskLinks>): readonly OrderEdge[] {
  const numbered = new Map(planned.map(({ line, entry }) => [line.number, entry.requirement.id]));
  return planned.flatMap(({ line, entry }) =>
    (links.get(line.index)?.tasks ?? []).flatMap((number) => {
      const to = numbered.get(number);
      return to === undefined ? [] : [{ from: entry.requirement.id, to, pinned: true, isWritten: true }];
    }),
  );
}
