import type { Condition, RunArtifact, TaskGraph } from "@fabrikk/state";

/** One way in which a plan breaks a rule. */
export interface Breach {
  readonly value: "fail" | "warn";
  readonly code: NonNullable<Condition["code"]>;
  readonly message: string;
  readonly next: string;
}

/** One thing that a plan review looks at. No breach is a pass. */
export interface PlanRule {
  readonly condition: string;
  readonly breaches: (graph: TaskGraph, artifact: RunArtifact) => readonly Breach[];
}
