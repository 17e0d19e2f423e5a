import {
  describeCheck,
  refusedAttempts,
  requirementStates,
  statusOf,
  type RunArtifact,
  type RunState,
  type TaskState,
} from "@fabrikk/state";

import type { MergeKind } from "./merge-kind.ts";

/** What a report is made from. */
export interface ReportFacts {
  readonly state: RunState;
  readonly artifact: RunArtifact;
  /** How the run ended, or null while it has not. */
  readonly outcome: "completed" | "blocked" | null;
  readonly merge: MergeKind;
}

/** The report for people, and the same facts for programs. */
export interface Report {
  readonly markdown: string;
  readonly trace: { readonly [key: string]: unknown };
}

/** The report of a run: first what was not proven, then what was (FAB-VIEW-005, FAB-VIEW-006). Pure. */
export function renderReport(facts: ReportFacts): Report {
  const { state, artifact } = facts;
  const sections = [
    headline(facts),
    notProven(facts),
    refused(state),
    repairs(state),
    requirementTable(state, artifact),
    commits(state),
    baseline(state),
    leftOnBranch(state),
    merge(facts),
  ];
  return { markdown: `${sections.filter((part) => part !== "").join("\n\n")}\n`, trace: traceOf(facts) };
}

/** The command that brings a run's branch into the user's: printed, never run unasked (FAB-EXEC-014). */
export function mergeCommand(state: RunState): string {
  return `git merge --no-edit ${state.branch?.ref.replace(/^refs\/heads\//, "") ?? ""}`;
}

function headline({ state, artifact, outcome }: ReportFacts): string {
  const requirements = requirementStates(state, artifact);
  const counted = (value: string): number => requirements.filter((one) => one.state === value).length;
  const verified = counted("verified");
  const deferred = counted("deferred");
  const all =
    verified === requirements.length
      ? `all ${verified} requirements verified`
      : `${verified} of ${requirements.length} requirements verified${deferred === 0 ? "" : `, ${deferred} deferred`}`;
  return `# Run ${state.created?.run ?? ""}: ${artifact.title}\n\n**${outcome ?? "not finished"}**: ${all}, in ${state.checkpoints.length} waves.`;
}

function notProven({ state, artifact }: ReportFacts): string {
  const open = statusOf(state, artifact).open.map(
    ({ id, why, next, code }) =>
      `- **${id}**${code === null ? "" : ` \`${code}\``}: ${oneLine(why)}. Next: ${oneLine(next)}`,
  );
  const deferred = artifact.deferred.map(
    ({ requirement_id: id, reason }) => `- **${id}**: deferred by a person: ${oneLine(reason)}`,
  );
  const verdicts = [
    state.specReview,
    state.planReview,
    state.hygiene.at(-1)?.verdict,
    state.council.at(-1)?.verdict,
    ...[...state.tasks.values()].map(({ attempts }) => attempts.at(-1)?.verdict),
  ];
  const doubts = verdicts
    .flatMap((verdict) => verdict?.conditions ?? [])
    .filter(({ value }) => value === "warn")
    .map(({ code, message }) => `- \`${code ?? ""}\`: ${oneLine(message)}`);
  const considered = (state.council.at(-1)?.findings ?? [])
    .filter(({ tier }) => tier === "consider")
    .map(({ statement, file }) => `- to consider${file === null ? "" : ` (${file})`}: ${oneLine(statement)}`);
  const dropped = state.refusedFindings.map(({ reason }) => `- finding not repaired: ${oneLine(reason)}`);
  const warnings = state.warnings.map(({ code, message }) => `- \`${code}\`: ${oneLine(message)}`);
  const confinement = "- Workers ran unconfined: their trees were checked, the rest of the machine was not.";
  return `## Not proven\n\n${[...open, ...deferred, ...doubts, ...considered, ...dropped, ...warnings, confinement].join("\n")}`;
}

function refused(state: RunState): string {
  const lines = [...state.tasks.values()].flatMap((task) =>
    refusedAttempts(task).map(
      ({ task: id, attempt, code, message, mended_by: mended }) =>
        `- **${id}**, attempt ${attempt}: \`${code}\`. ${oneLine(message)}. ${mended === null ? "Not mended." : `Mended by attempt ${mended}.`}`,
    ),
  );
  return lines.length === 0 ? "" : `## Refused on the way\n\n${lines.join("\n")}`;
}

function repairs(state: RunState): string {
  const lines = [...state.tasks.values()].flatMap(({ task, status, commit }) =>
    task.repair === null
      ? []
      : [
          `- finding ${task.repair.finding}, repaired by **${task.id}** (${commit === null ? status : commit.slice(0, 12)}): ${oneLine(task.title)}`,
        ],
  );
  return lines.length === 0 ? "" : `## Repairs\n\n${lines.join("\n")}`;
}

function requirementTable(state: RunState, artifact: RunArtifact): string {
  const states = new Map(requirementStates(state, artifact).map((one) => [one.id, one]));
  const rows = artifact.requirements.map(({ id, text, source }) => {
    const one = states.get(id);
    const tasks = (one?.tasks ?? []).flatMap((task) => state.tasks.get(task) ?? []);
    return `| ${id} | ${one?.state ?? "open"} | ${cell(text)} | ${source.file}:${source.lines[0]} | ${tasks.map(({ task, commit }) => `${task.id} ${commit?.slice(0, 8) ?? ""}`.trim()).join(", ")} | ${cell(checksOf(tasks))} |`;
  });
  return [
    "## Requirements",
    "",
    "| id | state | text | source | tasks and commits | checks |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function commits(state: RunState): string {
  const lines = state.checkpoints.map(
    ({ wave, git_sha: sha, tasks_completed: tasks }) => `- wave ${wave}: ${tasks.join(", ")} → \`${sha.slice(0, 12)}\``,
  );
  return lines.length === 0 ? "" : `## Waves\n\n${lines.join("\n")}`;
}

/** What the project's own commands say of the branch, and said of its base (FAB-INT-011). */
function baseline({ audit, branch }: RunState): string {
  if (audit === null || audit.audit.tree !== branch?.tree) return "";
  const lines = audit.difference.length === 0 ? ["nothing is different"] : audit.difference;
  return `## Baseline\n\n${lines.map((line) => `- ${oneLine(line)}`).join("\n")}`;
}

/** Commits that the branch holds and that no task of the plan stands for: an update of the spec came after them. */
function leftOnBranch({ retired, tasks, planReview }: RunState): string {
  const gone = planReview === null ? "the spec was changed since" : "its task is not in the plan any more";
  const lines = retired.map(({ task, title, commit }) => {
    const why = tasks.has(task) ? "its task is made again" : gone;
    return `- **${task}** \`${commit.slice(0, 12)}\` (${why}): ${oneLine(title)}`;
  });
  return lines.length === 0 ? "" : `## Left on the branch\n\n${lines.join("\n")}`;
}

function merge({ state, merge: kind }: ReportFacts): string {
  if (state.branch === null || state.checkpoints.length === 0) return "";
  return `## Take it\n\n    ${mergeCommand(state)}\n\n${mergeText[kind]}`;
}

const mergeText: Readonly<Record<MergeKind, string>> = {
  done: "It is done: HEAD has all of it.",
  "fast-forward": "It is a fast-forward.",
  merge: "HEAD has commits of its own since the run began: it is not a fast-forward.",
};

function checksOf(tasks: readonly TaskState[]): string {
  return [...new Set(tasks.flatMap(({ task }) => task.checks.map(describeCheck)))].join("; ");
}

function traceOf({ state, artifact, outcome }: ReportFacts): Report["trace"] {
  return {
    schema: 1,
    run: state.created?.run ?? null,
    outcome,
    requirements: requirementStates(state, artifact).map(({ id, state: value, tasks, why }) => ({
      id,
      state: value,
      why,
      tasks: tasks
        .flatMap((task) => state.tasks.get(task) ?? [])
        .map(({ task, commit, status, attempts }) => ({
          id: task.id,
          status,
          commit,
          attempts: attempts.length,
          checks: task.checks.map(describeCheck),
          evidence: attempts.at(-1)?.verdict?.conditions.flatMap(({ evidence }) => evidence) ?? [],
          finding: task.repair?.finding ?? null,
        })),
    })),
    refused: [...state.tasks.values()].flatMap(refusedAttempts),
    generation: state.generation,
    baseline: state.audit?.difference ?? [],
    deferred: artifact.deferred,
    retired: state.retired.map((one) => ({ ...one, planned: state.tasks.has(one.task) })),
  };
}

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length <= 240 ? line : `${line.slice(0, 239)}…`;
}

function cell(text: string): string {
  return oneLine(text).replaceAll("|", "\\|");
}
