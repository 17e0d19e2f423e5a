import { hashJson, type RunArtifact, type Task, type TaskGraph } from "@fabrikk/state";

import { artifactProblems } from "./artifact-problems.ts";
import { refuseArtifact } from "./artifact-problem.ts";
import { conflictMatrix } from "./conflict-matrix.ts";
import { cycleProblems, requirementCycles } from "./cycle-problems.ts";
import { dependencyGraph } from "./dependency-graph.ts";
import { draftTasks } from "./draft-tasks.ts";
import { dropFalseDependencies } from "./drop-false-dependencies.ts";
import { makeTask } from "./make-task.ts";
import { planWaves } from "./plan-waves.ts";
import { scopeTable } from "./scope-table.ts";
import { taskDependencies } from "./task-dependencies.ts";

/** Changes when the same artifact compiles to another graph. */
const compilerVersion = "fabrikk-compiler/2";

/**
 * Compiles an approved artifact to its task graph (FAB-PLAN-001): no model, clock, randomness or environment; the same
 * artifact gives the same bytes. Declared waves are ignored (FAB-PLAN-006), false dependencies taken away (FAB-PLAN-007).
 * @throws FabrikkError with every problem in `details.problems`: `FABRIKK_COMPILER_UNCOVERED`, `_REQUIREMENT_UNKNOWN`,
 * `_DEPENDENCY_UNKNOWN`, `_CYCLE`, `_GLOB_ESCAPES`, `_GLOB_INVALID`, `_GLOB_RESERVED`; `_ARTIFACT_REFUSED` where there are several.
 */
export function compileArtifact(artifact: RunArtifact): TaskGraph {
  const declared = orderedTasks(artifact);
  const table = scopeTable(declared);
  const { tasks, falseDependencies } = dropFalseDependencies(declared, table);
  return {
    schema: 2,
    compiler: compilerVersion,
    artifact_sha256: hashJson(artifact),
    tasks,
    false_dependencies: falseDependencies,
    conflicts: conflictMatrix(tasks, table),
    waves: planWaves(tasks, table),
  };
}

/** The tasks with all that they are said to depend on, in the order of their ids. */
function orderedTasks(artifact: RunArtifact): readonly Task[] {
  const drafts = draftTasks(artifact);
  const cycles = requirementCycles(artifact);
  const graph = dependencyGraph(
    drafts.map(({ id }) => id),
    taskDependencies(drafts, artifact.dependencies),
  );
  const problems = [...artifactProblems(artifact), ...cycleProblems(cycles, { graph, tasks: drafts }, artifact)];
  if (problems.length > 0) refuseArtifact(problems);
  return drafts
    .map((draft) => ({
      ...makeTask(draft, artifact.quality_gate),
      depends_on: graph.needs(draft.id).map((need) => ({ task: need, pinned: graph.isPinned(draft.id, need) })),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
