import { globsIntersect } from "@fabrikk/compiler";
import { startFold, type RunState, type Task, type TaskStatus } from "@fabrikk/state";

import type { World } from "./world.ts";

/**
 * The oracle of FAB-EXEC-003: pairs of tasks that were at work at once and could touch one file, by a look at every two of
 * them whenever one begins. Knows nothing of how tasks are chosen.
 */
export function clashesOf(world: World): readonly string[] {
  const groups = atWork(world, ["running", "verifying", "accepted"]);
  const pairs = groups.flatMap((tasks) => tasks.flatMap((one, at) => tasks.slice(at + 1).map((other) => [one, other])));
  const each = new Map(pairs.map((pair) => [pair.map(({ id }) => id).join(" "), pair]));
  return [...each].flatMap(([name, [one, other]]) =>
    one !== undefined && other !== undefined && canMeet(one, other) ? [name] : [],
  );
}

/** The most attempts that were running at once. */
export function widthOf(world: World): number {
  return Math.max(...atWork(world, ["running"]).map((tasks) => tasks.length));
}

/** The tasks in one of these states, whenever a step has begun. */
function atWork({ events }: World, statuses: readonly TaskStatus[]): readonly (readonly Task[])[] {
  const fold = startFold();
  return events.flatMap((event) => {
    fold.apply(event);
    return event.type === "step-started" ? [tasksIn(fold.state, statuses)] : [];
  });
}

function tasksIn({ tasks }: RunState, statuses: readonly TaskStatus[]): readonly Task[] {
  return [...tasks.values()].filter(({ status }) => statuses.includes(status)).map(({ task }) => task);
}

function canMeet(one: Task, other: Task): boolean {
  if (one.unscoped || other.unscoped) return true;
  return meets(one, other) || meets(other, one);
}

/** Does `one` change what `other` owns, shares or reads, where two sharers count as changing? */
function meets({ scope }: Task, other: Task): boolean {
  const { owned, shared, read_only: readOnly } = other.scope;
  return anyMeet(scope.owned, [...owned, ...shared, ...readOnly]) || anyMeet(scope.shared, [...owned, ...shared]);
}

function anyMeet(globs: readonly string[], others: readonly string[]): boolean {
  return globs.some((glob) => others.some((other) => doMeet(glob, other)));
}

const known = new Map<string, boolean>();

function doMeet(glob: string, other: string): boolean {
  const key = `${glob} ${other}`;
  const answer = known.get(key) ?? globsIntersect(glob, other);
  known.set(key, answer);
  return answer;
}
