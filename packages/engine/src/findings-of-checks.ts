import { describeCheck, findEvidence, findingId, type Evidence, type Finding, type Task } from "@fabrikk/state";

/** What was measured on the branch's tree, for which tasks. */
export interface MeasuredTasks {
  readonly tree: string;
  readonly tasks: readonly Task[];
  readonly evidence: readonly Evidence[];
}

/** A finding for each check of a task that fails on the branch as a whole: what a later task broke. Pure. */
export function findingsOfChecks({ tree, tasks, evidence }: MeasuredTasks): readonly Finding[] {
  const findings = tasks.flatMap((task) =>
    task.checks.flatMap((check) => {
      const fact = findEvidence(evidence, tree, describeCheck(check));
      return fact?.value === "fail" ? [findingOf(task, fact)] : [];
    }),
  );
  return [...new Map(findings.map((finding) => [finding.id, finding])).values()];
}

function findingOf(task: Task, fact: Evidence): Finding {
  const finding = {
    category: "spec-conformance",
    file: null,
    requirement_id: task.requirement_ids[0] ?? null,
    statement: `a check that passed for task ${task.id} fails on the whole branch: ${fact.subject}`,
  } as const;
  return {
    id: findingId(finding),
    source: "hygiene",
    ...finding,
    severity: "critical",
    confidence: 1,
    lines: null,
    fix: "make the check pass again, without changing it",
    why: fact.saw,
    ref: fact.id,
    tier: "must-fix",
  };
}
