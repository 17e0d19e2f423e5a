import { readyFront } from "@fabrikk/compiler";
import type { RunState } from "@fabrikk/state";

/**
 * The next wave: tasks whose dependencies stand on the branch and that can run at once (FAB-PLAN-006). Pure: after a crash
 * the same state gives the same wave. Empty when nothing is ready.
 */
export function decideWave(state: RunState): readonly string[] {
  const all = [...state.tasks.values()];
  return readyFront({
    tasks: all.map(({ task }) => task),
    done: idsOf(all.filter(({ status }) => status === "integrated")),
    unavailable: idsOf(all.filter(({ status }) => status === "blocked")),
    underWay: idsOf(
      all.filter(({ status }) => status === "running" || status === "verifying" || status === "accepted"),
    ),
  });
}

function idsOf(tasks: readonly { readonly task: { readonly id: string } }[]): ReadonlySet<string> {
  return new Set(tasks.map(({ task }) => task.id));
}
