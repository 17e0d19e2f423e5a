import { compileArtifact, reviewPlan } from "@fabrikk/compiler";
import { reviewSpec } from "@fabrikk/intake";
import { hashJson, type Config, type RunArtifact, type TaskGraph, type Verdict } from "@fabrikk/state";

/** What a person is shown before approving, and the hash that the approval is bound to. */
export interface RunPlan {
  readonly graph: TaskGraph;
  readonly specReview: Verdict;
  readonly planReview: Verdict;
  readonly subjectSha256: string;
}

/** Compiles and reviews an artifact, and names what an approval would bind: artifact, graph, configuration, base commit. Pure. */
export function planRun({
  artifact,
  config,
  baseCommit,
}: {
  readonly artifact: RunArtifact;
  readonly config: Config;
  readonly baseCommit: string;
}): RunPlan {
  const graph = compileArtifact(artifact);
  return {
    graph,
    specReview: reviewSpec(artifact),
    planReview: reviewPlan(graph, artifact),
    subjectSha256: hashJson({ artifact, graph, config, base_commit: baseCommit }),
  };
}
