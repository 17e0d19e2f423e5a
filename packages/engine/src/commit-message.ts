import type { Task } from "@fabrikk/state";

/** What a commit's message is made of. */
export interface CommitFacts {
  readonly run: string;
  readonly wave: number;
  readonly task: Task;
  readonly attempt: number;
  readonly requirements: readonly string[];
}

/** The message of a task's commit: a subject and the trailers, which are for people and `rebuild`, never for recovery. */
export function commitMessage({ run, wave, task, attempt, requirements }: CommitFacts): string {
  return [
    subject(task),
    "",
    `Fabrikk-Run: ${run}`,
    `Fabrikk-Task: ${task.id}`,
    `Fabrikk-Attempt: ${attempt}`,
    `Fabrikk-Wave: ${wave}`,
    `Fabrikk-Requirements: ${requirements.join(", ")}`,
    "",
  ].join("\n");
}

const longestSubject = 72;

function subject({ title }: Task): string {
  const line = title.replaceAll(/\s+/g, " ").trim();
  return line.length <= longestSubject ? line : `${line.slice(0, longestSubject - 1).trimEnd()}…`;
}
