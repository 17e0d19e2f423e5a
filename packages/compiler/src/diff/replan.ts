import { canonicalJson, type RunArtifact, type StaleReason, type Task, type TaskGraph } from "@fabrikk/state";

import { diffRequirements, type RequirementDiff } from "./diff-requirements.ts";

/** An artifact and the graph that it compiles to. */
export interface CompiledSpec {
  readonly artifact: RunArtifact;
  readonly graph: TaskGraph;
}

/** What a task proved about a requirement. */
export interface Proof {
  readonly task: string;
  readonly requirement: string;
}

/** What an edited spec does to a plan (FAB-TOP-003). Task ids in the order of their graph. */
export interface Replan {
  readonly requirements: RequirementDiff;
  readonly tasks: {
    /** Valid still: their work and proofs stand. */
    readonly kept: readonly string[];
    /** In both plans, to be done again. */
    readonly stale: readonly { readonly task: string; readonly because: StaleReason }[];
    readonly added: readonly string[];
    readonly removed: readonly string[];
  };
  readonly proofs: { readonly kept: readonly Proof[]; readonly stale: readonly Proof[] };
}

/**
 * Tells which tasks and proofs an edit of the spec makes stale, and which stay valid. A task is stale when what its worker is told
 * or what its work is checked against changed (the words of its requirements, its files, checks, levels and class; boundaries, gate and
 * scope mode for all), when it needs a task it did not need before, or when a task that it needs is new or stale. Places in the
 * documents, titles, priorities and risks make nothing stale. Pure; linear.
 */
export function replan(before: CompiledSpec, after: CompiledSpec): Replan {
  const stale = staleTasks(before, after);
  const old = new Map(before.graph.tasks.map((task) => [task.id, task]));
  const now = new Set(after.graph.tasks.map(({ id }) => id));
  const common = after.graph.tasks.filter(({ id }) => old.has(id));
  const kept = common.filter(({ id }) => !stale.has(id));
  const keptIds = new Set(kept.map(({ id }) => id));
  return {
    requirements: diffRequirements(before.artifact.requirements, after.artifact.requirements),
    tasks: {
      kept: kept.map(({ id }) => id),
      stale: common.flatMap(({ id }) => {
        const because = stale.get(id);
        return because === undefined ? [] : [{ task: id, because }];
      }),
      added: after.graph.tasks.filter(({ id }) => !old.has(id)).map(({ id }) => id),
      removed: before.graph.tasks.filter(({ id }) => !now.has(id)).map(({ id }) => id),
    },
    proofs: {
      kept: proofsOf(kept),
      stale: proofsOf(before.graph.tasks.filter(({ id }) => !keptIds.has(id))),
    },
  };
}

/** Tasks of both plans that are stale, with the first reason: those that changed themselves, then all that need one of them. */
function staleTasks(before: CompiledSpec, after: CompiledSpec): ReadonlyMap<string, StaleReason> {
  const old = new Map(before.graph.tasks.map((task) => [task.id, task]));
  const texts = { before: textsOf(before.artifact), after: textsOf(after.artifact) };
  const rulesChanged = rulesOf(before.artifact) !== rulesOf(after.artifact);
  const stale = new Map<string, StaleReason>();
  const needing = new Map<string, string[]>();
  const line: string[] = [];
  for (const task of after.graph.tasks) {
    for (const { task: need } of task.depends_on) {
      const list = needing.get(need);
      if (list === undefined) needing.set(need, [task.id]);
      else list.push(task.id);
    }
    const known = old.get(task.id);
    const reason = known === undefined ? null : reasonOf(known, task, { texts, rulesChanged });
    if (reason !== null) stale.set(task.id, reason);
    if (known === undefined || reason !== null) line.push(task.id);
  }
  for (let id = line.pop(); id !== undefined; id = line.pop()) {
    for (const next of needing.get(id) ?? []) {
      if (stale.has(next) || !old.has(next)) continue;
      stale.set(next, "dependency");
      line.push(next);
    }
  }
  return stale;
}

interface Changes {
  readonly texts: { readonly before: ReadonlyMap<string, string>; readonly after: ReadonlyMap<string, string> };
  readonly rulesChanged: boolean;
}

function reasonOf(known: Task, task: Task, { texts, rulesChanged }: Changes): StaleReason | null {
  const isNew = task.requirement_ids.some((id) => texts.before.get(id) !== texts.after.get(id));
  if (isNew || canonicalJson(known.requirement_ids) !== canonicalJson(task.requirement_ids)) return "requirements";
  if (orderOf(known) !== orderOf(task)) return "task";
  if (rulesChanged) return "rules";
  const needed = new Set(known.depends_on.map((need) => need.task));
  return task.depends_on.some((need) => !needed.has(need.task)) ? "dependency" : null;
}

/** What a worker is told, and its work is checked against. */
function orderOf({ scope, unscoped, checks, test_levels, class: kind }: Task): string {
  return canonicalJson({ scope, unscoped, checks, test_levels, class: kind });
}

/** What holds for every task. */
function rulesOf({ boundaries, quality_gate, scope_mode }: RunArtifact): string {
  return canonicalJson({ boundaries, quality_gate, scope_mode });
}

function textsOf({ requirements }: RunArtifact): ReadonlyMap<string, string> {
  return new Map(requirements.map(({ id, text }) => [id, text]));
}

function proofsOf(tasks: readonly Task[]): readonly Proof[] {
  return tasks.flatMap(({ id, requirement_ids }) => requirement_ids.map((requirement) => ({ task: id, requirement })));
}
