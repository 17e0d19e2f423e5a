import { conflictMatrix } from "../graph/conflict-matrix.ts";
import type { Breach, PlanRule } from "./plan-rule.ts";

/** FAB-PLAN-006: every task stands in one wave, after all it depends on. */
export const wavesInOrder: PlanRule = {
  condition: "waves-in-order",
  breaches: ({ tasks, waves }) => {
    const places = new Map<string, number[]>();
    for (const [index, wave] of waves.entries())
      for (const id of wave) places.set(id, [...(places.get(id) ?? []), index]);
    return tasks.flatMap(({ id, depends_on }) => {
      const at = places.get(id) ?? [];
      if (at.length !== 1) return [wrong(`the task ${id} stands in ${at.length} waves`)];
      return depends_on
        .filter(({ task }) => (places.get(task)?.[0] ?? Number.POSITIVE_INFINITY) >= (at[0] ?? 0))
        .map(({ task }) =>
          wrong(`the task ${id} is in wave ${(at[0] ?? 0) + 1} and depends on ${task}, which is not in an earlier one`),
        );
    });
  },
};

/** FAB-EXEC-003: tasks of one wave own nothing in common. */
export const wavesDisjoint: PlanRule = {
  condition: "waves-disjoint",
  breaches: ({ tasks, waves }) => {
    const byId = new Map(tasks.map((task) => [task.id, task]));
    return waves.flatMap((wave, index) =>
      conflictMatrix(wave.flatMap((id) => byId.get(id) ?? [])).map((conflict) => ({
        value: "fail",
        code: "FABRIKK_COMPILER_WAVE_OVERLAP",
        message: `in wave ${index + 1}, ${conflict.tasks.join(", ")} can touch ${conflict.resource}`,
        next: "Compile the artifact again: tasks that can touch one file never run at once.",
      })),
    );
  },
};

function wrong(message: string): Breach {
  return {
    value: "fail",
    code: "FABRIKK_COMPILER_WAVE_ORDER",
    message,
    next: "Compile the artifact again: waves are computed, never written by hand.",
  };
}
