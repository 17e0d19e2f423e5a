import type { AnswerReading } from "../asking/ask-in-rounds.ts";
import { readJsonAnswer } from "../asking/read-json-answer.ts";
import { fileTable } from "./file-table.ts";
import { globWeight, mostWeight } from "./glob-weight.ts";
import { independentFiles } from "./independent-files.ts";
import { planBreaches } from "./plan-breaches.ts";
import type { PlanQuestion } from "./plan-question.ts";
import { PlannerAnswer, type ProposedGrouping } from "./planner-answer.ts";
import { proposedPlan, type ProposedPlan } from "./proposed-plan.ts";
import { scopeProblems } from "./scope-problems.ts";

/** A proposal that was checked. */
export interface Proposal extends ProposedPlan {
  /** Why the planner chose these files, and what it took for granted. */
  readonly assumptions: readonly string[];
}

/**
 * Reads and checks an answer of the planner (FAB-PLAN-010): every requirement is in a grouping, files are named and can be given to a
 * task, sizes keep to the plan review's limits (FAB-PLAN-004, FAB-PLAN-009), and the whole compiles.
 * @param isSound does the spec compile by itself? Where it does not, what is wrong is its author's to mend, and not the planner's.
 */
export function readPlannerAnswer(
  text: string,
  { question, isSound }: { readonly question: PlanQuestion; readonly isSound: boolean },
): AnswerReading<Proposal> {
  const parsed = readJsonAnswer(text, PlannerAnswer);
  if ("problems" in parsed) return parsed;
  const answer = parsed.value;
  if (weightOf(answer, question) > mostWeight)
    return { problems: ["its globs are too many to be looked up: name files"] };
  const lookedUp = { table: fileTable(question.files), documents: question.documents };
  const texts = new Map(question.requirements.map(({ id, text: words }) => [id, words]));
  const problems = [
    ...missing(answer, question),
    ...answer.groupings.flatMap((grouping, index) =>
      [
        ...idProblems(grouping, question, texts),
        ...scopeProblems(grouping, lookedUp),
        ...dependent(grouping, texts),
      ].map((problem) => `groupings[${index}]: ${problem}`),
    ),
    ...sameFiles(answer),
  ];
  if (problems.length > 0) return { problems };
  const plan = proposedPlan(question, answer);
  const { requirements, dependencies } = question;
  const breaches = isSound
    ? planBreaches({ requirements, groupings: plan.groupings, dependencies: [...dependencies, ...plan.dependencies] })
    : [];
  return breaches.length > 0 ? { problems: breaches } : { value: { ...plan, assumptions: assumptionsOf(answer) } };
}

/** What it costs to compare the globs with each other and with the documents. */
function weightOf({ groupings }: PlannerAnswer, { documents }: PlanQuestion): number {
  return groupings.reduce((total, { owned, shared, read_only: readOnly }) => {
    const compared = documents.length + readOnly.length + 2;
    const sum = [...owned, ...shared, ...readOnly].reduce((weight, glob) => weight + globWeight(glob), 0);
    return total + sum * compared;
  }, 0);
}

/** FAB-PLAN-003: nothing is forgotten; a requirement is in no more groupings than the spec put it in. */
function missing({ groupings }: PlannerAnswer, { wanted }: PlanQuestion): readonly string[] {
  const counts = new Map<string, number>();
  for (const id of groupings.flatMap(({ requirement_ids }) => [...new Set(requirement_ids)]))
    counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...wanted].flatMap(([id, most]) => {
    const count = counts.get(id) ?? 0;
    if (count === 0) return [`${id} is in no grouping`];
    return count > most ? [`${id} is in ${count} groupings: it may be in ${most}`] : [];
  });
}

function idProblems(
  { requirement_ids: ids, needs }: ProposedGrouping,
  { wanted }: PlanQuestion,
  texts: ReadonlyMap<string, string>,
): readonly string[] {
  const foreign = ids.filter((id) => !wanted.has(id));
  return [
    ...foreign.map((id) => (texts.has(id) ? `${id} has its files already` : `there is no requirement ${id}`)),
    ...needs.filter((id) => !texts.has(id)).map((id) => `it needs ${id}, and there is no such requirement`),
  ];
}

function dependent(grouping: ProposedGrouping, texts: ReadonlyMap<string, string>): readonly string[] {
  const problem = independentFiles(grouping, texts);
  return problem === null ? [] : [problem];
}

/** FAB-PLAN-004. */
function sameFiles({ groupings }: PlannerAnswer): readonly string[] {
  const first = new Map<string, number>();
  return groupings.flatMap(({ owned }, index) => {
    if (owned.length === 0) return [];
    const key = [...new Set(owned.map((glob) => glob.toLowerCase()))].toSorted().join("\n");
    const known = first.get(key);
    if (known !== undefined)
      return [`groupings[${index}]: it owns the same files as groupings[${known}]: make them one`];
    first.set(key, index);
    return [];
  });
}

function assumptionsOf({ groupings, assumptions }: PlannerAnswer): readonly string[] {
  return [
    ...groupings.map(({ requirement_ids: ids, owned, shared, reason }) => {
      const files = [...owned, ...shared];
      return `the planner gave ${someOf(files)} to ${someOf(ids)}: ${reason}`;
    }),
    ...assumptions.map((assumption) => `the planner assumes: ${assumption}`),
  ];
}

function someOf(names: readonly string[]): string {
  return `${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`;
}
