import { compileArtifact, reviewPlan } from "@fabrikk/compiler";
import { FabrikkError, hashJson, type StepOutputOf } from "@fabrikk/state";

import type { Run } from "./run.ts";
import type { Step } from "./step.ts";

/** Stage 2: the approved artifact compiles again to the graph that was shown, and the mechanical review looks at it (FAB-PLAN-001, FAB-PLAN-009). */
export function planWork(run: Run): Step<"plan"> {
  const plan = async () => planAgain(run);
  return { key: "plan", kind: "plan", input: null, run: plan, recover: plan };
}

function planAgain(run: Run): StepOutputOf<"plan"> {
  const graph = compileArtifact(run.artifact);
  const sha256 = hashJson(graph);
  if (sha256 !== run.state.created?.graph_sha256) {
    throw new FabrikkError({
      code: "FABRIKK_ENGINE_GRAPH_CHANGED",
      message: `the artifact of run ${run.id} compiles to another graph than the one that was prepared (compiler ${graph.compiler})`,
      hint: "this fabrikk compiles differently from the one that prepared the run: prepare a new run",
    });
  }
  return { kind: "plan", graph_sha256: sha256, tasks: graph.tasks, verdict: reviewPlan(graph, run.artifact) };
}
