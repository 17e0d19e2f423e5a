import type { SpecProblem } from "../../spec/spec-problem.ts";
import type { SourceNote } from "../../spec/spec-reading.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import { mentionedIds } from "../feature/mentioned-ids.ts";
import { noteOn } from "../feature/note-on.ts";
import type { OrderEdge } from "../feature/order-work.ts";
import { sectionItems } from "../feature/section-items.ts";
import type { SpecEntry, WorkEntry } from "../feature/spec-entry.ts";
import { workEntries, type DraftLine, type PlannedWork, type WorkContext } from "../feature/work-entries.ts";
import { phaseOrder } from "./phase-order.ts";
import type { StoryReading } from "./read-stories.ts";
import { taskHead, type TaskHead } from "./task-head.ts";
import { writtenOrder } from "./written-order.ts";

/** What a `tasks.md` says. */
export interface TaskReading {
  readonly work: readonly WorkEntry[];
  readonly order: readonly OrderEdge[];
  readonly places: readonly SourceNote[];
  readonly problems: readonly SpecProblem[];
}

/** What task lines can name. */
export interface TaskTargets {
  readonly stories: StoryReading["stories"];
  /** Requirements with ids, the stories among them. */
  readonly stated: readonly SpecEntry[];
}

interface Task {
  readonly head: TaskHead;
  readonly planned: PlannedWork;
}

/**
 * Reads the lines `- [ ] T001 [P] [US1] text`. A line serves the story it names and the requirements whose ids it names; its files
 * are the paths it names.
 * @param targets null where there is no spec: then nothing says which stories there are
 */
export function readTasks(context: WorkContext, targets: TaskTargets | null): TaskReading {
  const { document } = context;
  const { stories = [], stated = [] } = targets ?? {};
  const lists = sectionItems(document, /\bchecklist\b/i);
  const tasks = tasksOf(context, { stories, without: lists.blocks });
  const known = new Set(stated.map(({ requirement }) => requirement.id));
  const storyIds = new Map(stories.map(({ number, entry }) => [number, entry.requirement.id]));
  const open = tasks.filter(({ planned }) => !planned.line.isDone);
  const written = writtenOrder(tasks.map(({ planned: { entry, words } }) => ({ entry, words })));
  return {
    work: tasks.map(({ head, planned: { entry, words } }) => ({
      ...entry,
      serves: [
        ...head.stories.flatMap((number) => storyIds.get(number) ?? []),
        ...mentionedIds([...head.tags, words].join(" "), known),
      ],
    })),
    order: [
      ...phaseOrder(
        document.blocks,
        open.map(({ head, planned: { line, entry } }) => ({ ...head, id: entry.requirement.id, index: line.index })),
      ),
      ...written.edges,
    ],
    places: lists.items.map(({ block: { lines } }) =>
      noteOn({ file: document.file, lines }, "checklist about the document itself"),
    ),
    problems: [...(targets === null ? [] : unknownStories(tasks, storyIds)), ...written.problems],
  };
}

interface TaskPlaces {
  readonly stories: StoryReading["stories"];
  /** Indexes of blocks that hold no tasks. */
  readonly without: ReadonlySet<number>;
}

function tasksOf(context: WorkContext, { stories, without }: TaskPlaces): readonly Task[] {
  const heads = taskHeads(context.document, without);
  const priorities = new Map(stories.map(({ number, entry }) => [number, entry.requirement.priority]));
  const lines = [...heads].map(([index, { head, isDone }]): DraftLine => {
    const priority = head.stories.map((number) => priorities.get(number)).find((each) => each !== undefined);
    const { id, textFrom } = head;
    return { index, id, textFrom, isDone, priority, number: null, isOptional: false, parent: null, hasParts: false };
  });
  return workEntries(lines, context).flatMap((planned) => {
    const found = heads.get(planned.line.index);
    return found === undefined ? [] : [{ planned, head: found.head }];
  });
}

/**
 * Task lines by the index of their block: every checkbox. Where no checkbox has an id, headings (`### T001: text`) and plain items
 * with an id are the lines.
 */
function taskHeads({ blocks, lines }: FeatureDocument, without: ReadonlySet<number>) {
  const found = new Map<number, { readonly head: TaskHead; readonly isDone: boolean }>();
  const hasBoxes = blocks.some(({ isCheckbox, body }) => isCheckbox && (taskHead(body)?.id ?? null) !== null);
  let end = 0;
  for (const [index, block] of blocks.entries()) {
    const isLine = hasBoxes ? block.isCheckbox : block.type === "heading" || block.type === "item";
    if (index < end || without.has(index) || block.isTitle || !isLine) continue;
    const head = taskHead(block.body);
    if (head === null || (!hasBoxes && head.id === null)) continue;
    found.set(index, { head, isDone: block.isCheckbox && /\[[xX]\]/.test(lines[block.lines[0] - 1] ?? "") });
    end = block.end;
  }
  return found;
}

function unknownStories(tasks: readonly Task[], known: ReadonlyMap<number, string>): readonly SpecProblem[] {
  return tasks.flatMap(({ head, planned: { entry } }) => {
    const { id, source } = entry.requirement;
    return head.stories
      .filter((number) => !known.has(number))
      .map((number) => ({
        code: "FABRIKK_COMPILER_LINK_UNKNOWN" as const,
        file: source.file,
        line: source.lines[0],
        message: `${id} names user story ${number}, and the spec has none with this number`,
      }));
  });
}
