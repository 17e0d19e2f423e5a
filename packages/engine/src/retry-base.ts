import { mayChange } from "@fabrikk/compiler";
import type { AttemptState, Task } from "@fabrikk/state";

import { movedPaths } from "./moved-paths.ts";
import type { Run } from "./run.ts";

/** What a retry goes on from. */
export interface Retry {
  readonly task: Task;
  /** Earlier attempts that count, oldest first. */
  readonly earlier: readonly AttemptState[];
  /** The branch's tree that the attempt is based on. */
  readonly base: string;
}

/**
 * What an attempt's workspace starts with: the branch as it is, with the last attempt's work laid over it, so that a worker
 * mends instead of starting again. The clean branch after an escape or tampering (design, section 4), and where the branch
 * has changed one of those files since: laying the old one over it would take that back.
 */
export async function retryBase(run: Run, { task, earlier, base }: Retry): Promise<string> {
  const settlement = earlier.at(-1)?.settlement ?? null;
  if (settlement === null || settlement.tree === null || settlement.faults.length > 0) return base;
  const paths = settlement.changes.map(({ path }) => path);
  if (paths.length === 0 || paths.some((path) => !mayChange(task.scope, path))) return base;
  if ((await movedPaths(run, { since: settlement.base_tree, until: base, paths })).length > 0) return base;
  return await run.repository.layOver(base, [{ tree: settlement.tree, paths }]);
}
