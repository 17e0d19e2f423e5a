import { RequirementId } from "@fabrikk/state";

import { noteUse, type DataLedger } from "../../data/data-ledger.ts";
import type { DataMap, DataNode } from "../../data/data-node.ts";
import { readFields } from "../../data/fields.ts";
import { workClass } from "../feature/work-class.ts";
import { itemFields } from "../work-items/item-fields.ts";
import { readItem } from "../work-items/read-item.ts";
import { legalId } from "../work-items/read-item-id.ts";
import type { WorkItem } from "../work-items/work-item.ts";
import type { FoundTask } from "./find-tasks.ts";
import type { TaskDraft } from "./task-draft.ts";
import { taskState } from "./task-state.ts";

/**
 * Reads a task, then its subtasks. Those that are over are left out with all their parts, and only their ids are known.
 * @param above the task that this one is a subtask of
 */
export function readTask(ledger: DataLedger, task: FoundTask, above: TaskDraft | null = null): readonly TaskDraft[] {
  const { map, idPrefix } = task;
  const isBelowOver = above !== null && above.item === null;
  const state = isBelowOver ? "over" : taskState(map);
  if (state === "over" && !isBelowOver)
    noteUse(ledger, map, { what: "work that is marked as done or given up: left out", owner: null });
  const item = state === "over" ? null : readOpenTask(ledger, task, { above, isDeferred: state === "deferred" });
  const draft: TaskDraft = {
    id: item === null ? (givenId(task, above) ?? named("id", task)) : item.statement.authorId,
    item,
    parent: above === null ? named("parent", task) : (above.id ?? ""),
    idPrefix,
    wave: null,
  };
  const subtasks = subtasksOf(map).filter((sub) => sub.type === "map");
  return [
    draft,
    ...subtasks.flatMap((sub) => readTask(ledger, { ...task, map: sub, lines: sub.lines, key: null }, draft)),
  ];
}

function readOpenTask(
  ledger: DataLedger,
  task: FoundTask,
  { above, isDeferred }: { readonly above: TaskDraft | null; readonly isDeferred: boolean },
): WorkItem {
  const { map, idPrefix, kind } = task;
  const fields = readFields(map, itemFields);
  for (const node of fields("status")) noteUse(ledger, node, { what: "status", owner: map });
  for (const node of fields("parent")) noteUse(ledger, node, { what: "parent task", owner: map });
  // Subtasks that are only named stand elsewhere, with this task as their parent.
  for (const node of subtasksOf(map))
    if (node.type === "scalar") noteUse(ledger, node, { what: "subtask", owner: map });
  const source = { ...task, id: givenId(task, above), heading: above?.id ?? "" };
  const item = readItem(ledger, source, { kind, idPrefix, isForeign: true });
  const usual = kind === "work" ? workClass(item.statement.title, item.scope.owned) : null;
  const deferral = item.deferral ?? (isDeferred ? "its status is: deferred" : null);
  return { ...item, class: item.class ?? usual, deferral };
}

function subtasksOf(map: DataMap): readonly DataNode[] {
  return readFields(map, itemFields)("subtasks").flatMap((node) => (node.type === "list" ? node.items : []));
}

/** The id that its own field does not give alone: a key, or a number below a task. */
function givenId({ key, map, idPrefix }: FoundTask, above: TaskDraft | null): string | null {
  if (key !== null) return RequirementId.safeParse(legalId(key, idPrefix)).data ?? null;
  const word = wordOf("id", map);
  const isNumber = word !== null && /^\d+$/.test(word);
  return isNumber && above !== null && above.id !== null ? `${above.id}.${word}` : null;
}

function named(field: "id" | "parent", { map, idPrefix }: FoundTask): string | null {
  const word = wordOf(field, map);
  return word === null ? null : legalId(word, idPrefix);
}

function wordOf(field: "id" | "parent", map: DataMap): string | null {
  const [node] = readFields(map, itemFields)(field);
  return node?.type === "scalar" && node.source.trim() !== "" ? node.source.trim() : null;
}
