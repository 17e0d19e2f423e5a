/** For each task the heaviest chain of tasks that begins with it and of which each one needs the one before it. */
export interface HeaviestPaths {
  /** The weight of that chain, in the order of the tasks. */
  readonly weights: readonly number[];
  /** The heaviest chain of all, the first to run first; empty where there is no task. */
  readonly heaviest: readonly number[];
}

/**
 * Weighs the chains of a graph. Walks iteratively; of chains that weigh the same it takes the task with the least index.
 * @throws RangeError where tasks need each other in a circle
 */
export function heaviestPaths(needs: readonly (readonly number[])[], weightOf: readonly number[]): HeaviestPaths {
  const weights = Array.from(needs, (_, task) => weightOf[task] ?? 0);
  const next = needs.map(() => -1);
  const waiting = needs.map(() => 0);
  for (const task of needs.flat()) waiting[task] = (waiting[task] ?? 0) + 1;
  const open = waiting.flatMap((count, task) => (count === 0 ? [task] : []));
  let seen = 0;
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    seen += 1;
    for (const need of needs[task] ?? []) {
      const longer = (weightOf[need] ?? 0) + (weights[task] ?? 0);
      const isBetter = next[need] === -1 || longer > (weights[need] ?? 0);
      if (isBetter || (longer === weights[need] && task < (next[need] ?? -1))) {
        weights[need] = longer;
        next[need] = task;
      }
      waiting[need] = (waiting[need] ?? 0) - 1;
      if (waiting[need] === 0) open.push(need);
    }
  }
  if (seen < needs.length) throw new RangeError("the tasks need each other in a circle");
  return { weights, heaviest: follow(weights, next) };
}

function follow(weights: readonly number[], next: readonly number[]): readonly number[] {
  let first = -1;
  for (const [task, weight] of weights.entries()) if (first === -1 || weight > (weights[first] ?? 0)) first = task;
  const path: number[] = [];
  for (let task = first; task !== -1; task = next[task] ?? -1) path.push(task);
  return path;
}
