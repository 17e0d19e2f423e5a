import type { Run } from "./run.ts";

/** Two trees of the branch, and paths. */
export interface BranchSpan {
  readonly since: string;
  readonly until: string;
  readonly paths: readonly string[];
}

/** Which of these paths did the branch change between the two trees? */
export async function movedPaths(run: Run, { since, until, paths }: BranchSpan): Promise<readonly string[]> {
  if (since === until) return [];
  const moved = new Set((await run.repository.changes(since, until)).map(({ path }) => path));
  return paths.filter((path) => moved.has(path));
}
