import type { DeclaredWaves, RunArtifact, Task, TaskGraph } from "@fabrikk/state";

import { conflictMatrix } from "../graph/conflict-matrix.ts";
import { dependenciesBetween } from "../graph/dependencies-between.ts";
import { groupConflicts } from "../graph/group-conflicts.ts";
import type { Breach, PlanRule } from "./plan-rule.ts";

/** FAB-PLAN-006: waves that a source declares are an assertion. Every breach of it is named; the compile ignores it. */
export const declaredWavesHold: PlanRule = {
  condition: "declared-waves-hold",
  breaches: (graph, artifact) => {
    if (artifact.declared_waves.length === 0) return [];
    const plan = { graph, artifact, serving: servingTasks(graph.tasks) };
    return artifact.declared_waves.flatMap((declared) => [
      ...strangers(declared, artifact),
      ...repetitions(declared),
      ...disorder(declared, plan),
      ...overlaps(declared, plan),
    ]);
  },
};

interface Plan {
  readonly graph: TaskGraph;
  readonly artifact: RunArtifact;
  /** The tasks that serve a requirement. */
  readonly serving: ReadonlyMap<string, readonly Task[]>;
}

function strangers({ file, waves }: DeclaredWaves, { requirements }: RunArtifact): readonly Breach[] {
  const known = new Set(requirements.map(({ id }) => id));
  return waves.flatMap((wave, index) =>
    wave
      .filter((id) => !known.has(id))
      .map((id) => broken(`${file} declares ${id} in wave ${index + 1}, and there is no such requirement`)),
  );
}

function repetitions({ file, waves }: DeclaredWaves): readonly Breach[] {
  return [...placesOf(waves)]
    .filter(([, places]) => places.length > 1)
    .map(([id, places]) =>
      broken(`${file} declares ${id} in the waves ${places.map((each) => each + 1).join(" and ")}`),
    );
}

/** Dependencies within a wave and on a later one, also through requirements that are in no wave. */
function disorder({ file, waves }: DeclaredWaves, plan: Plan): readonly Breach[] {
  const places = placesOf(waves);
  const all = dependenciesBetween(heldDependencies(plan), (id) => places.has(id));
  return [...new Map(all.map((each) => [`${each.from} ${each.to}`, each])).values()].flatMap(({ from, to }) => {
    const [at, needed] = [places.get(from)?.[0] ?? 0, places.get(to)?.[0] ?? 0];
    if (needed < at || sharesTask(plan, from, to)) return [];
    const where = needed === at ? "the same wave" : `the later wave ${needed + 1}`;
    return [broken(`${file}: in wave ${at + 1}, ${named(plan, from)} depends on ${named(plan, to)} of ${where}`)];
  });
}

/** Without those that the compile found to be false. */
function heldDependencies({ graph, artifact, serving }: Plan): RunArtifact["dependencies"] {
  const dropped = new Set(graph.false_dependencies.map(({ task, needs }) => `${task} ${needs}`));
  const isHeld = (from: string, to: string): boolean => {
    const pairs = (serving.get(from) ?? []).flatMap((task) =>
      (serving.get(to) ?? []).map(({ id }) => `${task.id} ${id}`),
    );
    return pairs.length === 0 || pairs.some((pair) => !dropped.has(pair));
  };
  return artifact.dependencies.filter(({ from, to, pinned }) => pinned || isHeld(from, to));
}

function overlaps({ file, waves }: DeclaredWaves, plan: Plan): readonly Breach[] {
  return waves.flatMap((wave, index) => {
    const tasks = [...new Set(wave.flatMap((id) => plan.serving.get(id) ?? []))];
    const inWave = `${file}: in wave ${index + 1},`;
    const alone = tasks.length > 1 ? tasks.filter(({ unscoped }) => unscoped) : [];
    return [
      ...groupConflicts(conflictMatrix(tasks.filter(({ unscoped }) => !unscoped))).map(({ resources, tasks: ids }) => {
        const list = tasks.filter(({ id }) => ids.includes(id)).map(withRequirements);
        const others = resources.length > 1 ? ` and ${resources.length - 1} more` : "";
        return broken(`${inWave} ${list.join(" and ")} can touch ${resources[0] ?? ""}${others}`);
      }),
      ...alone.map((task) => ({
        ...broken(`${inWave} ${withRequirements(task)} names no files, so that it runs alone`),
        value: "warn" as const,
      })),
    ];
  });
}

function servingTasks(tasks: readonly Task[]): Plan["serving"] {
  const serving = new Map<string, Task[]>();
  for (const task of tasks) {
    for (const id of task.requirement_ids) {
      const known = serving.get(id);
      if (known === undefined) serving.set(id, [task]);
      else known.push(task);
    }
  }
  return serving;
}

/** In which waves, counted from 0, a requirement stands. */
function placesOf(waves: DeclaredWaves["waves"]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [index, wave] of waves.entries())
    for (const id of new Set(wave)) places.set(id, [...(places.get(id) ?? []), index]);
  return places;
}

function sharesTask({ serving }: Plan, a: string, b: string): boolean {
  return (serving.get(a) ?? []).some((task) => serving.get(b)?.includes(task) === true);
}

/** A requirement, with the tasks that serve it. */
function named({ serving }: Plan, id: string): string {
  const ids = (serving.get(id) ?? []).map((task) => task.id);
  return ids.length === 0 ? id : `${id} (${ids.length === 1 ? "task" : "tasks"} ${ids.join(", ")})`;
}

function withRequirements({ id, requirement_ids }: Task): string {
  return `the task ${id} (${requirement_ids.join(", ")})`;
}

function broken(message: string): Breach {
  return {
    value: "fail",
    code: "FABRIKK_COMPILER_DECLARED_WAVE_BROKEN",
    message,
    next: "Mend the declared waves in the source, or take them out: fabrikk computes its own.",
  };
}
