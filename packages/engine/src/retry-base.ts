import { classifyPath } from "@fabrikk/compiler";
import type { AttemptState, Task } from "@fabrikk/state";

import { headOf } from "./head-of.ts";
import type { Run } from "./run.ts";

/**
 * What an attempt's workspace starts with: the branch as it is, with the last attempt's work laid over it, so that a worker
 * mends instead of starting again. After an escape or tampering: the clean branch (design, section 4).
 */
export async function retryBase(run: Run, task: Task, earlier: readonly AttemptState[]): Promise<string> {
  const { tree: base } = headOf(run);
  const settlement = earlier.at(-1)?.settlement ?? null;
  if (settlement === null || settlement.tree === null || settlement.faults.length > 0) return base;
  const paths = settlement.changes.map(({ path }) => path);
  if (paths.length === 0 || paths.some((path) => !mayChange(task, path))) return base;
  return await run.repository.layOver(base, [{ tree: settlement.tree, paths }]);
}

function mayChange(task: Task, path: string): boolean {
  const place = classifyPath(task.scope, path);
  return place === "owned" || place === "shared";
}
