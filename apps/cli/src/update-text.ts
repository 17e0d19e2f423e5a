import type { PlanCertificate } from "@fabrikk/compiler";
import type { RunArtifact } from "@fabrikk/state";

import { count } from "./count.ts";
import type { WorkLeft } from "./work-left.ts";

/** The artifacts before and after an edit of the spec, and what the edit does. */
export interface SpecUpdate {
  readonly before: RunArtifact;
  readonly after: RunArtifact;
  readonly work: WorkLeft;
  /** Of the tasks that are to be done. */
  readonly price: PlanCertificate;
}

const reasons: Readonly<Record<WorkLeft["tasks"]["stale"][number]["because"], string>> = {
  requirements: "its requirements changed",
  task: "its files, checks or levels changed",
  rules: "boundaries, quality gate or scope mode changed",
  dependency: "it needs a task that is new or stale",
};

/** What an edit of the spec changes, for people: requirement by requirement, then task by task, then the price (FAB-TOP-003). Pure. */
export function updateText({ before, after, work, price }: SpecUpdate): readonly string[] {
  const { requirements, tasks, proofs } = work;
  const texts = (artifact: RunArtifact) => new Map(artifact.requirements.map(({ id, text }) => [id, oneLine(text)]));
  const [old, now] = [texts(before), texts(after)];
  return [
    `Requirements: ${requirements.added.length} added, ${requirements.changed.length} changed, ${requirements.removed.length} removed, ${requirements.unchanged.length} as they were`,
    ...requirements.added.map((id) => `  + ${id}  ${now.get(id) ?? ""}`),
    ...requirements.changed.flatMap((id) => [`  ~ ${id}  ${now.get(id) ?? ""}`, `      was: ${old.get(id) ?? ""}`]),
    ...requirements.removed.map((id) => `  - ${id}  ${old.get(id) ?? ""}`),
    `Tasks: ${tasks.added.length} new, ${tasks.stale.length} stale, ${tasks.removed.length} gone, ${tasks.pending.length} not done yet, ${tasks.kept.length} stay valid`,
    ...tasks.added.map((task) => `  + ${task}`),
    ...tasks.stale.map(({ task, because }) => `  ~ ${task}: ${reasons[because]}`),
    ...tasks.removed.map((task) => `  - ${task}`),
    `Proofs: ${proofs.stale.length} stale, ${proofs.kept.length} stay valid`,
    `Price: ${count(price.tasks, "task")}, ${price.work} minutes of work${dollars(price)}`,
  ];
}

function dollars({ cost: { low, high } }: PlanCertificate): string {
  return low === null || high === null ? "" : `, ${low} to ${high} US dollars`;
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}
