import type { Run } from "./run.ts";

/** Does `work`, and notes every ref outside fabrikk's own that changed meanwhile: reported, never undone (FAB-EXEC-005). */
export async function watchForeignRefs(run: Run, work: () => Promise<void>): Promise<void> {
  const before = await run.repository.foreignRefs();
  await work();
  const after = await run.repository.foreignRefs();
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const name of [...names].toSorted()) {
    if (before[name] === after[name]) continue;
    const message = `${name} of the repository went from ${before[name] ?? "nothing"} to ${after[name] ?? "nothing"} while workers were running`;
    await run.record({ type: "warning-noted", code: "FABRIKK_ENGINE_FOREIGN_REF", message });
  }
}
