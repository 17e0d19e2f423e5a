import { endTree } from "./end-tree.ts";
import { markerOf } from "./guard-mark.ts";
import { createFindTree } from "./process-tree.ts";

/**
 * Ends every process that carries one of these markers, guards included, and what descends from them, at once. Resolves
 * to how many there were. The mark in the environment is all it needs: the kernel keeps it from the guard's own exec on,
 * before the command exists; it cannot go stale, be lost with a file or name a process that reused a pid. On macOS nobody
 * can read it: there the guards alone end what an engine left, within their grace time.
 */
export async function endLeftovers(markers: readonly string[]): Promise<number> {
  const wanted = new Set(markers);
  const find = createFindTree({ isOurs: (mark) => wanted.has(markerOf(mark)), session: null, since: 0 });
  return (await endTree(find, 0)).length;
}
