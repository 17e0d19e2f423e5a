import type { Run } from "./run.ts";

/** A recovery that measures again, once every process of the dead engine's try is gone (design, section 5). */
export function afterLeftovers<Output>(run: Run, marker: string, again: () => Promise<Output>): () => Promise<Output> {
  return async () => {
    await run.commands.endLeftovers([marker]);
    return await again();
  };
}
