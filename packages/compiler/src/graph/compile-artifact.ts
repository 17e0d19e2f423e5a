import { hashJson, type RunArtifact, type TaskGraph } from "@fabrikk/state";

import { artifactProblems } from "./artifact-problems.ts";
import { refuseArtifact } from "./artifact-problem.ts";
import { conflictMatrix } from "./conflict-matrix.ts";
import { taskCycles } from "./cycle-problems.ts";
import { dependencyGraph } from "./dependency-graph.ts";
import { makeTasks } from "./make-tasks.ts";
import { planWaves } from "./plan-waves.ts";
import { scopeTable } from "./scope-table.ts";
import { taskDependencies } from "./task-dependencies.ts";

/** Changes when the same artifact compiles to another graph. */
const compilerVersion = "fabrikk-compiler/1";

/**
 * Compiles an approved artifact to its task graph (FAB-PLAN-001): no model, clock, randomness or environment; the same
 * artifact gives the same bytes.
 * @throws FabrikkError with every problem in `details.problems`: `FABRIKK_COMPILER_UNCOVERED`, `_REQUIREMENT_UNKNOWN`,
 * `_DEPENDENCY_UNKNOWN`, `_CYCLE`, `_GLOB_ESCAPES`, `_GLOB_INVALID`, `_GLOB_RESERVED`; `_ARTIFACT_REFUSED` where there are several.
 */
export function compileArtifact(artifact: RunArtifact): TaskGraph {
  const problems = artifactProblems(artifact);
  if (problems.length > 0) refuseArtifact(problems);
  const free = makeTasks(artifact);
  const graph = dependencyGraph(
    free.map(({ id }) => id),
    taskDependencies(free, artifact.dependencies),
  );
  const cycles = taskCycles(graph, free, artifact);
  if (cycles.length > 0) refuseArtifact(cycles);
  const tasks = free
    .map((task) => ({
      ...task,
      depends_on: graph.needs(task.id).map((need) => ({
        task: need,
        pinned: graph.isPinned(task.id, need),
      })),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const table = scopeTable(tasks);
  return {
    schema: 1,
    compiler: compilerVersion,
    artifact_sha256: hashJson(artifact),
    tasks,
    conflicts: conflictMatrix(tasks, table),
    waves: planWaves(tasks, table),
  };
}
