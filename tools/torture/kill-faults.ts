import type { RunFacts } from "./run-facts.ts";

/**
 * In what a run that was killed differs from one that was not (FAB-RUN-002): another tree, work that is missing, foreign or
 * committed twice, a damaged repository, a step that was done again after it had finished (J3). Empty: in nothing.
 */
export function killFaults(plain: Pick<RunFacts, "tree" | "trailers">, killed: RunFacts): readonly string[] {
  return [
    ...(killed.tree === plain.tree ? [] : [`the tree is ${killed.tree} and not ${plain.tree}`]),
    ...plain.trailers.filter((pair) => !killed.trailers.includes(pair)).map((pair) => `no commit is for ${pair}`),
    ...killed.trailers.filter((pair) => !plain.trailers.includes(pair)).map((pair) => `a commit is for ${pair}`),
    ...twiceIn(killed.trailers).map((pair) => `more than one commit is for ${pair}`),
    ...(killed.fsck === "" ? [] : [`git fsck: ${killed.fsck}`]),
    ...repeatedSteps(killed).map((key) => `step ${key} is in the journal more than once`),
  ];
}

function repeatedSteps({ events }: RunFacts): readonly string[] {
  const started = events.flatMap((event) => (event.type === "step-started" ? [`${event.key} started`] : []));
  const finished = events.flatMap((event) => (event.type === "step-finished" ? [`${event.key} finished`] : []));
  return [...twiceIn(started), ...twiceIn(finished)];
}

function twiceIn(items: readonly string[]): readonly string[] {
  return [...new Set(items.filter((item, index) => items.indexOf(item) !== index))];
}
