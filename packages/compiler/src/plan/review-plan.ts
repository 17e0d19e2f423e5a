import { verdictOf, type Condition, type RunArtifact, type TaskGraph, type Verdict } from "@fabrikk/state";

import { boundariesKept } from "./boundary-rules.ts";
import { deferralsUnneeded, requirementsCovered } from "./coverage-rules.ts";
import { declaredWavesHold } from "./declared-wave-rules.ts";
import { dependenciesTrue } from "./dependency-rules.ts";
import type { PlanRule } from "./plan-rule.ts";
import { scopeModeHeld, tasksScoped } from "./scope-mode-rules.ts";
import { checksRunnable, scopesConsistent, tasksChecked, tasksSmall, testsLevelled } from "./task-rules.ts";
import { wavesDisjoint, wavesInOrder } from "./wave-rules.ts";

const rules: readonly PlanRule[] = [
  requirementsCovered,
  deferralsUnneeded,
  dependenciesTrue,
  wavesInOrder,
  wavesDisjoint,
  declaredWavesHold,
  tasksChecked,
  checksRunnable,
  testsLevelled,
  tasksSmall,
  scopesConsistent,
  scopeModeHeld,
  tasksScoped,
  boundariesKept,
];

/**
 * The mechanical plan review (FAB-PLAN-009). One condition for each breach, with its code and the next action; one that passes for
 * each rule that is kept. The graph may come from elsewhere: nothing in it is taken for granted.
 */
export function reviewPlan(graph: TaskGraph, artifact: RunArtifact): Verdict {
  return verdictOf(rules.flatMap((rule) => judge(rule, graph, artifact)));
}

function judge({ condition, breaches }: PlanRule, graph: TaskGraph, artifact: RunArtifact): readonly Condition[] {
  const found = breaches(graph, artifact);
  if (found.length === 0) return [{ condition, value: "pass", code: null, message: "", evidence: [], next: null }];
  return found.map(({ value, code, message, next }) => ({ condition, value, code, message, evidence: [], next }));
}
