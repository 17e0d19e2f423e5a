import type { Condition, JournalEvent, StepOutput, StepOutputOf, Verdict } from "@fabrikk/state";

import type { Tone } from "./reporter.ts";

/** One line that tells a person what just happened. */
export interface ProgressLine {
  readonly text: string;
  readonly tone: Tone;
}

/** What a record of the journal tells a person who watches: nothing, or a few lines. Pure. */
export function progressLines(event: JournalEvent): readonly ProgressLine[] {
  switch (event.type) {
    case "step-finished":
      return stepLines(event.output);
    case "task-blocked":
      return [row("blocked", `${event.task}: ${event.code} ${event.reason}`, "bad")];
    case "task-reopened":
      return [row("again", event.task)];
    case "warning-noted":
      return [row("warning", `${event.message} [${event.code}]`, "bad")];
    case "run-paused":
      return [row(event.reason === "stopped" ? "stopped" : "waiting", event.detail, "bad")];
    case "epoch-opened":
    case "run-created":
    case "approval-given":
    case "run-started":
    case "run-updated":
    case "step-started":
    case "run-ended":
      return [];
  }
}

function stepLines(output: StepOutput): readonly ProgressLine[] {
  switch (output.kind) {
    case "verify":
      return attemptLines(output, output.verdict);
    case "integrate":
      return output.rejected.flatMap((rejected) => attemptLines(rejected, rejected.verdict));
    case "checkpoint": {
      const { wave, tasks_completed: tasks, git_sha: commit } = output.checkpoint;
      return [row(`wave ${wave}`, `accepted: ${tasks.join(", ")} (branch at ${commit.slice(0, 10)})`, "good")];
    }
    case "spec-review":
    case "plan":
      return output.verdict.value === "pass" ? [] : verdictLines(output.kind, output.verdict);
    case "hygiene":
      return verdictLines("gate", output.verdict);
    case "council":
      return councilLines(output);
    case "repair":
      return repairLines(output);
    case "work":
      return lostLines(output);
    case "branch":
    case "move-branch":
    case "review":
    case "audit":
    case "report":
      return [];
  }
}

/** An attempt that nobody refused, and that counts for nothing: there is another one. */
function lostLines({ task, attempt, settlement }: StepOutputOf<"work">): readonly ProgressLine[] {
  if (settlement.outcome !== "lost") return [];
  return [row("lost", `${task} attempt ${attempt}: ${settlement.detail}`, "bad")];
}

function attemptLines(
  attempt: { readonly task: string; readonly attempt: number },
  verdict: Verdict,
): readonly ProgressLine[] {
  const name = `${attempt.task} attempt ${attempt.attempt}`;
  if (verdict.value === "pass" || verdict.value === "warn") return [row("verified", name, "good")];
  return [row("refused", `${name}: ${firstFault(verdict)}`, "bad")];
}

function verdictLines(label: string, verdict: Verdict): readonly ProgressLine[] {
  if (verdict.value === "pass") return [row(label, "pass", "good")];
  return [row(label, `${verdict.value}: ${firstFault(verdict)}`, verdict.value === "warn" ? "plain" : "bad")];
}

function councilLines({ verdict, findings }: StepOutputOf<"council">): readonly ProgressLine[] {
  const open = findings.filter(({ tier }) => tier === "must-fix" || tier === "should-fix");
  if (open.length === 0) return verdictLines("council", verdict);
  return open.map(({ tier, source, statement }) => row("council", `${source}: ${tier}: ${statement}`, "bad"));
}

function repairLines({ tasks, refused }: StepOutputOf<"repair">): readonly ProgressLine[] {
  return [
    ...tasks.map(({ id, requirement_ids: requirements }) => row("repair", `${id} for ${requirements.join(", ")}`)),
    ...refused.map(({ finding, reason }) => row("open", `${finding} makes no repair: ${reason}`, "bad")),
  ];
}

/** The first condition that did not pass, and how many more there are. */
function firstFault({ conditions }: Verdict): string {
  const faults = conditions.filter(({ value }) => value === "fail" || value === "unknown");
  const [first] = faults.length > 0 ? faults : conditions.filter(({ value }) => value === "warn");
  if (first === undefined) return "nothing was looked at";
  return `${describe(first)}${faults.length > 1 ? ` (and ${faults.length - 1} more)` : ""}`;
}

function describe({ code, message }: Condition): string {
  const [line = ""] = message.split("\n");
  return code === null ? line : `${code} ${line}`;
}

/** A line has at most so many columns. */
const width = 160;

/** A label in a column of its own, and what it says, in one line. */
function row(label: string, text: string, tone: Tone = "plain"): ProgressLine {
  const line = `${label.padEnd(8)} ${text.split("\n")[0]}`;
  return { text: line.length > width ? `${line.slice(0, width - 1)}…` : line, tone };
}
