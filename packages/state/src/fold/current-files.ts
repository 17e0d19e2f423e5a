import type { RunState } from "./run-state.ts";

/** The files that hold what a run is made from, relative to its folder. */
export interface CurrentFiles {
  readonly artifact: string;
  readonly graph: string;
  readonly plan: string;
}

/**
 * Where the files of the run's generation are: those of the first in the run's folder, those of a later one in a folder of
 * its own. So an update that dies half-way leaves the files of the generation before it as they are.
 */
export function currentFiles({ generation }: Pick<RunState, "generation">): CurrentFiles {
  const folder = generation > 1 ? `generation-${generation}/` : "";
  return {
    artifact: `${folder}run-artifact.json`,
    graph: `${folder}task-graph.json`,
    plan: `${folder}plan.md`,
  };
}
