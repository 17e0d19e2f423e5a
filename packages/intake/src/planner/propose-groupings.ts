import type { PreparationFinding } from "@fabrikk/state";

import { askInRounds, type AskingPorts } from "../asking/ask-in-rounds.ts";
import type { RepositoryView } from "../repository-view.ts";
import { planBreaches } from "./plan-breaches.ts";
import { planQuestion, type PlanFacts } from "./plan-question.ts";
import type { ProposedPlan } from "./proposed-plan.ts";
import { readPlannerAnswer } from "./read-planner-answer.ts";
import { renderPlannerPrompt, requirementsText } from "./render-planner-prompt.ts";
import { showFiles } from "./show-files.ts";

/** Most characters of requirements that an agent is given at once, and of paths. */
const mostRequirementCharacters = 400_000;
const mostFileCharacters = 100_000;

/** What is to be planned, and by whom. */
export interface PlannerRequest extends PlanFacts, AskingPorts {
  readonly repository: Pick<RepositoryView, "files">;
}

/** What came of asking the planner. */
export interface PlannerProposal extends ProposedPlan {
  readonly assumptions: readonly string[];
  /** Why there is no proposal; empty when there is one. */
  readonly findings: readonly PreparationFinding[];
}

/**
 * Has an agent propose groupings and files for what names none (FAB-PLAN-010), and checks each answer mechanically: every requirement is
 * in a grouping, files can be given to a task and are not too many (FAB-PLAN-004), and no order is a cycle. What fails goes
 * back to the agent, at most twice. A planner that fails stops nothing: the groupings come back as they were, with a finding
 * `FABRIKK_INTAKE_PLANNER_FAILED`, and a proposal can be made without it. Where every grouping names files nobody is asked.
 * @throws the signal's reason when aborted, and what `ask` throws: only a wrong configuration
 */
export async function proposeGroupings({ repository, ...request }: PlannerRequest): Promise<PlannerProposal> {
  const question = planQuestion(request, repository.files);
  const asWas = { groupings: [...request.groupings], dependencies: [], assumptions: [] };
  if (question.open.length === 0) return { ...asWas, findings: [] };
  const characters = requirementsText(question).length;
  if (characters > mostRequirementCharacters) {
    const problem = `it is given at most ${mostRequirementCharacters} characters of requirements, and these are ${characters}`;
    return { ...asWas, findings: [failed("was not asked", [problem])] };
  }
  const files = showFiles(repository.files, mostFileCharacters);
  const checked = { question, isSound: planBreaches(request).length === 0 };
  const reading = await askInRounds(request, {
    role: "planner",
    prompt: (sentBack) => renderPlannerPrompt(question, { files, sentBack }),
    read: (answer) => readPlannerAnswer(answer, checked),
  });
  return "value" in reading
    ? { ...reading.value, findings: [] }
    : { ...asWas, findings: [failed("proposed nothing that can be used", reading.problems)] };
}

/** So many problems stand in the finding. */
const shown = 5;

function failed(what: string, problems: readonly string[]): PreparationFinding {
  const more = problems.length - shown;
  const told = [...problems.slice(0, shown), ...(more > 0 ? [`and ${more} more`] : [])];
  return { code: "FABRIKK_INTAKE_PLANNER_FAILED", message: `the planner ${what}: ${told.join("; ")}`, source: null };
}
