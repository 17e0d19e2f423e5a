import type { Replan } from "@fabrikk/compiler";
import type { RunArtifact } from "@fabrikk/state";

import { count } from "./count.ts";

/** The artifacts before and after an edit of the spec, and what the edit does. */
export interface SpecUpdate {
  readonly before: RunArtifact;
  readonly after: RunArtifact;
  readonly replan: Replan;
  /** Minutes of work that the stale and new tasks take, one attempt each. */
  readonly minutes: number;
}

const reasons: Readonly<Record<Replan["tasks"]["stale"][number]["because"], string>> = {
  requirements: "its requirements changed",
  task: "its files, checks or levels changed",
  rules: "boundaries, quality gate or scope mode changed",
  dependency: "it needs a task that is new or stale",
};

/** What an edit of the spec changes, for people: requirement by requirement, then task by task, then the price (FAB-TOP-003). Pure. */
export function updateText({ before, after, replan, minutes }: SpecUpdate): readonly string[] {
  const { requirements, tasks, proofs } = replan;
  const texts = (artifact: RunArtifact) => new Map(artifact.requirements.map(({ id, text }) => [id, oneLine(text)]));
  const [old, now] = [texts(before), texts(after)];
  return [
    `Requirements: ${requirements.added.length} added, ${requirements.changed.length} changed, ${requirements.removed.length} removed, ${requirements.unchanged.length} as they were`,
    ...requirements.added.map((id) => `  + ${id}  ${now.get(id) ?? ""}`),
    ...requirements.changed.flatMap((id) => [`  ~ ${id}  ${now.get(id) ?? ""}`, `      was: ${old.get(id) ?? ""}`]),
    ...requirements.removed.map((id) => `  - ${id}  ${old.get(id) ?? ""}`),
    `Tasks: ${tasks.added.length} new, ${tasks.stale.length} stale, ${tasks.removed.length} gone, ${tasks.kept.length} stay valid`,
    ...tasks.added.map((task) => `  + ${task}`),
    ...tasks.stale.map(({ task, because }) => `  ~ ${task}: ${reasons[because]}`),
    ...tasks.removed.map((task) => `  - ${task}`),
    `Proofs: ${proofs.stale.length} stale, ${proofs.kept.length} stay valid`,
    `Price: ${count(tasks.added.length + tasks.stale.length, "task")}, ${minutes} minutes of work`,
  ];
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}
