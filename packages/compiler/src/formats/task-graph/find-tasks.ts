import type { DataEntry, DataMap, DataNode, Lines } from "../../data/data-node.ts";
import { findEntry } from "../../data/fields.ts";
import { isTask, isTaskPointer } from "./is-task.ts";

/** An object that describes a task. */
export interface FoundTask {
  readonly map: DataMap;
  /** With the key before it. */
  readonly lines: Lines;
  /** The key before it is its id; null where it has a field for that. */
  readonly key: string | null;
  /** Stands before ids that are numbers. */
  readonly idPrefix: string;
  readonly kind: "work" | "story";
}

/** The tasks of a document, and what it says of them as a whole. */
export interface FoundTasks {
  readonly tasks: readonly FoundTask[];
  /** Pairs of tasks in order, where the document tells its dependencies so. */
  readonly edges: DataNode | null;
  /** The object that holds them: its other fields are about the plan. */
  readonly holder: DataMap | null;
}

/**
 * The tasks of a document, in the shapes that are in use: `tasks` as a list or by id, also one list for each tag; `userStories`; nodes and
 * edges; a list alone; one task alone in a file named `*.task.json`. Shapes that other files have, too, only count under a name that speaks of
 * tasks. Null for all else.
 */
export function findTasks(root: DataNode | null, file: string): FoundTasks | null {
  const isNamed = /(?:^|[^a-z])tasks?(?:[-_.]?graph)?\.(?:jsonc?|ya?ml)$/i.test(file);
  if (root === null || root.type === "scalar") return null;
  if (root.type === "list") {
    const tasks = isNamed ? tasksOf(root, "TASK") : [];
    return tasks.length === 0 ? null : { tasks, edges: null, holder: null };
  }
  const inner = findEntry(root, ["taskgraph", "graph"])?.value;
  const graph = inner?.type === "map" ? graphIn(inner, isNamed || findEntry(root, ["taskgraph"]) !== undefined) : null;
  const found = graphIn(root, isNamed) ?? graph ?? taggedTasks(root);
  if (found !== null) return found;
  const isRecord = /\.task\.json$/i.test(file) && isTask(root);
  return isRecord ? { tasks: [foundTask(root, "TASK")], edges: null, holder: null } : null;
}

/** Is a document an index of tasks that stand in files of their own? */
export function isTaskIndex(root: DataNode | null): boolean {
  const tasks = root?.type === "map" ? findEntry(root, ["tasks"])?.value : undefined;
  return tasks?.type === "list" && tasks.items.length > 0 && tasks.items.every(isTaskPointer);
}

function graphIn(holder: DataMap, isNamed: boolean): FoundTasks | null {
  const found = (key: string): DataNode | undefined => findEntry(holder, [key])?.value;
  const edges = found("edges") ?? null;
  const stories = found("userstories") ?? found("stories");
  const nodes = isNamed && edges !== null ? found("nodes") : undefined;
  const lists = [tasksOf(found("tasks"), "TASK"), tasksOf(nodes, "TASK"), tasksOf(stories, "STORY", "story")];
  const tasks = lists.find((list) => list.length > 0);
  return tasks === undefined ? null : { tasks, edges, holder };
}

/** One list of tasks for each tag. Their numbers begin anew in each: with several tags they stand behind its name. */
function taggedTasks(root: DataMap): FoundTasks | null {
  const tags = root.entries.flatMap(({ key, value }): readonly DataEntry[] => {
    const tasks = value.type === "map" ? findEntry(value, ["tasks"]) : undefined;
    return tasks !== undefined && tasksOf(tasks.value, "TASK").length > 0 ? [{ ...tasks, key }] : [];
  });
  const tasks = tags.flatMap(({ key, value }) =>
    tasksOf(value, tags.length === 1 || key === "master" ? "TASK" : prefixOf(key)),
  );
  return tasks.length === 0 ? null : { tasks, edges: null, holder: null };
}

function prefixOf(tag: string): string {
  const letters = tag.replace(/[^A-Za-z0-9._-]+/g, "-").replace(/^[^A-Za-z]+|-+$/g, "");
  return letters === "" ? "TASK" : letters;
}

/** None where nothing in the value is a task; else all that it holds: what is no task of them is reported when it is read. */
function tasksOf(
  value: DataNode | undefined,
  idPrefix: string,
  kind: FoundTask["kind"] = "work",
): readonly FoundTask[] {
  if (value?.type === "list" && value.items.some((item) => isTask(item)))
    return value.items.flatMap((item) => (item.type === "map" ? [foundTask(item, idPrefix, kind)] : []));
  if (value?.type !== "map") return [];
  const entries = value.entries.filter((entry) => isTask(entry.value, true));
  return entries.flatMap(({ key, lines, value: map }) =>
    map.type === "map" ? [{ ...foundTask(map, idPrefix, kind), key, lines }] : [],
  );
}

function foundTask(map: DataMap, idPrefix: string, kind: FoundTask["kind"] = "work"): FoundTask {
  return { map, lines: map.lines, key: null, idPrefix, kind };
}
