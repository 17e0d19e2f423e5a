import { headOf } from "./head-of.ts";
import type { Run } from "./run.ts";

/** Which of these paths did the branch change since it was at this tree? */
export async function movedPaths(
  run: Run,
  { since, paths }: { readonly since: string; readonly paths: readonly string[] },
): Promise<readonly string[]> {
  const { tree } = headOf(run);
  if (since === tree) return [];
  const moved = new Set((await run.repository.changes(since, tree)).map(({ path }) => path));
  return paths.filter((path) => moved.has(path));
}
