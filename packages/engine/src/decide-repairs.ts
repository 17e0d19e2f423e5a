import { mayChange, repairScope } from "@fabrikk/compiler";
import {
  gateChecks,
  inheritedFindings,
  isToMend,
  roundsAtHead,
  type Check,
  type Finding,
  type RunArtifact,
  type RunState,
  type StepOutputOf,
  type Task,
} from "@fabrikk/state";

import { concernedTasks } from "./concerned-tasks.ts";

/** New repair tasks, and the findings that get none, with the reason. */
export type Repairs = Pick<StepOutputOf<"repair">, "tasks" | "refused">;

/**
 * Repair tasks for the open must-fix and should-fix findings of the last round, and those that an update left open (FAB-CNV-002). A finding that is stated again
 * joins its lineage: its next repair is one deeper, up to the configured depth (FAB-CNV-003). Pure.
 */
export function decideRepairs(state: RunState, artifact: RunArtifact): Repairs {
  const { hygiene, council } = roundsAtHead(state);
  const rounds = [hygiene, council].filter((round) => round?.generation === state.generation);
  const said = rounds.flatMap((round) => round?.findings ?? []).filter(isToMend);
  const findings = [...said, ...inheritedFindings(state)];
  const repairs: Repairs = { tasks: [], refused: [] };
  for (const finding of new Map(findings.map((one) => [one.id, one])).values()) {
    const lineage = [...state.tasks.values()].filter(({ task }) => task.repair?.finding === finding.id);
    const task = repairTask(state, artifact, { finding, depth: lineage.length + 1 });
    const reason =
      tooDeep(state, lineage.length) ?? (artifact.scope_mode === "hold" ? outOfScope(state, finding, task) : null);
    if (reason === null) repairs.tasks.push(task);
    else repairs.refused.push({ finding: finding.id, reason: `${reason}: ${finding.statement}` });
  }
  return repairs;
}

function tooDeep(state: RunState, depth: number): string | null {
  const limit = state.config?.limits.repair_depth ?? 0;
  return depth < limit ? null : `${depth} repairs did not mend it (limit ${limit})`;
}

/** In hold mode a repair stays inside the scope that was approved (FAB-INT-005). */
function outOfScope(state: RunState, { file }: Finding, repair: Task): string | null {
  if (repair.unscoped) return "hold mode, and the finding names no file of the approved scope";
  const approved = file === null || plannedTasks(state).some(({ scope }) => mayChange(scope, file));
  return approved ? null : `hold mode, and ${file} is outside of the approved scope`;
}

function plannedTasks(state: RunState): readonly Task[] {
  return [...state.tasks.values()].map(({ task }) => task).filter((task) => task.repair === null);
}

function repairTask(
  state: RunState,
  artifact: RunArtifact,
  { finding, depth }: { readonly finding: Finding; readonly depth: number },
): Task {
  const concerned = concernedTasks(plannedTasks(state), finding);
  const requirements =
    finding.requirement_id === null ? concerned.flatMap((task) => task.requirement_ids) : [finding.requirement_id];
  const scope = finding.file === null ? mergedScope(concerned) : repairScope([finding.file]);
  const unscoped = scope.owned.length + scope.shared.length === 0;
  return {
    id: `repair-${finding.id.slice(2)}${depth === 1 ? "" : `-${depth}`}`,
    title: `Repair: ${finding.statement}`,
    class: "repair",
    requirement_ids: requirements.length > 0 ? [...new Set(requirements)] : artifact.requirements.map(({ id }) => id),
    scope: unscoped ? { owned: ["**"], read_only: [], shared: [] } : scope,
    unscoped,
    checks: repairChecks(concerned, artifact),
    test_levels: [...new Set(concerned.flatMap((task) => task.test_levels))].toSorted(),
    priority: finding.tier === "must-fix" ? "must" : "should",
    risk: finding.severity === "critical" ? "high" : "medium",
    depends_on: [],
    repair: { finding: finding.id, instruction: instructionOf(finding), depth },
  };
}

function mergedScope(tasks: readonly Task[]): Task["scope"] {
  const merged = (part: keyof Task["scope"]): string[] =>
    [...new Set(tasks.flatMap((task) => task.scope[part]))].toSorted();
  return { owned: merged("owned"), read_only: [], shared: merged("shared") };
}

function repairChecks(concerned: readonly Task[], artifact: RunArtifact): Check[] {
  const checks = concerned.flatMap((task) => task.checks);
  return checks.length > 0 ? checks : gateChecks(artifact.quality_gate);
}

function instructionOf({ statement, fix, why, ref, file, lines, requirement_id: requirement }: Finding): string {
  const place = file === null ? null : `Where: ${file}${lines === null ? "" : `:${lines[0]}-${lines[1]}`}`;
  return [
    statement,
    place,
    requirement === null ? null : `Requirement: ${requirement}`,
    `Fix: ${fix}`,
    `Why: ${why}`,
    `Ref: ${ref}`,
  ]
    .filter((line) => line !== null)
    .join("\n");
}
