import type { SpecProblem } from "../../spec/spec-problem.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import type { WorkLine } from "../feature/work-lines.ts";
import { linkList, neededTasks, type LinkTarget } from "./link-lines.ts";
import { criterionId } from "./requirement-number.ts";

/** What a task line links to. */
export interface TaskLinks {
  /** Ids of criteria. */
  readonly criteria: readonly string[];
  /** Numbers of tasks. */
  readonly tasks: readonly string[];
}

/** The links of all task lines, by the index of the line's block, and what they miss. */
export interface LinkReading {
  readonly links: ReadonlyMap<number, TaskLinks>;
  readonly problems: readonly SpecProblem[];
}

/** What links can name. */
export interface LinkTargets {
  /** Null where there is no `requirements.md`: then nothing says which criteria there are. */
  readonly criteria: ReadonlyMap<number, readonly string[]> | null;
  readonly lines: readonly WorkLine[];
}

/** Reads the link lines below each task line: `_Requirements: 1.2_`, `**Validates: Requirements 1.2**`, `_Depends: 1.1_`. */
export function readLinks({ blocks, file }: FeatureDocument, { criteria, lines }: LinkTargets): LinkReading {
  const starts = new Set(lines.map(({ index }) => index));
  const numbers = new Set(lines.map(({ number }) => number));
  const links = new Map<number, { criteria: string[]; tasks: string[] }>();
  const problems: SpecProblem[] = [];
  let open: readonly number[] = [];
  for (const [index, block] of blocks.entries()) {
    open = open.filter((each) => (blocks[each]?.end ?? 0) > index);
    if (starts.has(index)) open = [...open, index];
    const task = open.at(-1);
    if (task === undefined || block.type === "opaque") continue;
    const found = links.get(task) ?? { criteria: [], tasks: [] };
    links.set(task, found);
    for (const [offset, text] of block.source.split("\n").entries()) {
      const line = block.lines[0] + offset;
      const miss = (message: string): void => {
        problems.push({ code: "FABRIKK_COMPILER_LINK_UNKNOWN", file, line, message });
      };
      for (const target of linkList(text) ?? []) {
        const ids = criteria === null ? [] : idsOf(target, criteria);
        if (ids === null) miss(`the link ${nameOf(target)} leads to no acceptance criterion`);
        else found.criteria.push(...ids);
      }
      for (const number of neededTasks(text)) {
        if (numbers.has(number)) found.tasks.push(number);
        else miss(`the task depends on ${number}, and there is no task with this number`);
      }
    }
  }
  return { links, problems };
}

function idsOf(target: LinkTarget, criteria: ReadonlyMap<number, readonly string[]>): readonly string[] | null {
  if (target === "all") return [...criteria.values()].flat();
  const known = criteria.get(target.requirement) ?? [];
  if (target.criterion === null) return known.length === 0 ? null : known;
  const id = criterionId(target.requirement, target.criterion);
  return known.includes(id) ? [id] : null;
}

function nameOf(target: LinkTarget): string {
  if (target === "all") return target;
  return target.criterion === null ? String(target.requirement) : `${target.requirement}.${target.criterion}`;
}
