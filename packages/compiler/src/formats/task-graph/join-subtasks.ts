import type { WorkItem } from "../work-items/work-item.ts";
import type { TaskDraft } from "./task-draft.ts";

/**
 * One item for each task: its subtasks are parts of it, wherever they stand, and bring their files, checks and dependencies along. A subtask of a
 * task that is over, or that there is none of, stands for itself.
 */
export function joinSubtasks(drafts: readonly TaskDraft[]): readonly WorkItem[] {
  const byId = new Map(drafts.flatMap((draft) => (draft.id === null ? [] : [[draft.id, draft] as const])));
  const members = Map.groupBy(drafts, (draft) => topOf(draft, byId));
  return [...members].flatMap(([top, group]) => {
    const parts = group.flatMap((draft) => (draft === top ? [] : (draft.item ?? [])));
    return top.item === null ? [] : [parts.reduce(withPart, top.item)];
  });
}

/** The outermost task that this one is a part of and that is open; itself for one that was put off alone, or is a part of its own parts. */
function topOf(draft: TaskDraft, byId: ReadonlyMap<string, TaskDraft>): TaskDraft {
  if (draft.item === null || draft.item.deferral !== null) return draft;
  const passed = new Set<TaskDraft>();
  let top = draft;
  while (!passed.has(top)) {
    passed.add(top);
    const above = top.parent === null ? undefined : byId.get(top.parent);
    if (above === undefined || above.item === null) return top;
    top = above;
  }
  return draft;
}

function withPart(item: WorkItem, part: WorkItem): WorkItem {
  const join = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];
  return {
    ...item,
    parts: [...item.parts, part.statement, ...part.parts],
    scope: {
      owned: join(item.scope.owned, part.scope.owned),
      shared: join(item.scope.shared, part.scope.shared),
      read_only: join(item.scope.read_only, part.scope.read_only),
    },
    checks: [...item.checks, ...part.checks],
    testLevels: [...new Set([...item.testLevels, ...part.testLevels])].toSorted(),
    needs: [...item.needs, ...part.needs],
  };
}
