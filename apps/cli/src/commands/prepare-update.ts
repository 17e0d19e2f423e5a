import type { FormatName } from "@fabrikk/compiler";
import { openRepository } from "@fabrikk/git";

import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { interruptSignal } from "../interrupt-signal.ts";
import { mendTheSpec, planFaults } from "../plan-refusal.ts";
import { planCertificate } from "../plan-certificate.ts";
import { readConfig } from "../read-config.ts";
import type { CommandOutput } from "../reporter.ts";
import { updateRunFromSpecs, type UpdatedRun } from "../update-run.ts";
import { updateText } from "../update-text.ts";
import { verdictText } from "../verdict-text.ts";

/** What `fabrikk prepare --update` was asked. */
export interface UpdateOptions {
  readonly run: string;
  readonly specs: readonly string[];
  readonly format?: FormatName | undefined;
}

/** Shows what an edit of the specs changes, and prepares the run again; what stays valid is kept (FAB-INT-009, FAB-TOP-003). */
export async function prepareUpdate(context: CommandContext, options: UpdateOptions): Promise<CommandOutput> {
  const repository = await openRepository(context.folder);
  const { config } = await readConfig(repository.root);
  await using interrupt = interruptSignal(context.reporter, () => context.reporter.progress("stopping", "quiet"));
  const updated = await updateRunFromSpecs({
    repository,
    config,
    folder: context.folder,
    ...options,
    tell: (line) => context.reporter.progress(line, "quiet"),
    signal: interrupt.signal,
  });
  const { replan, plan } = updated;
  const again = new Set([...replan.tasks.added, ...replan.tasks.stale.map(({ task }) => task)]);
  const certificate = planCertificate(partOf(plan.graph, again), config);
  const text = updateText({ ...updated, minutes: certificate.work });
  return outputOf(options.run, { updated, certificate, text });
}

/** The part of a graph that is done again: its tasks, and what they need of each other. */
function partOf(graph: UpdatedRun["plan"]["graph"], tasks: ReadonlySet<string>): UpdatedRun["plan"]["graph"] {
  return {
    ...graph,
    tasks: graph.tasks
      .filter(({ id }) => tasks.has(id))
      .map((task) => ({ ...task, depends_on: task.depends_on.filter((need) => tasks.has(need.task)) })),
    conflicts: graph.conflicts
      .map((conflict) => ({ ...conflict, tasks: conflict.tasks.filter((task) => tasks.has(task)) }))
      .filter((conflict) => conflict.tasks.length > 1),
    waves: graph.waves.map((wave) => wave.filter((task) => tasks.has(task))).filter((wave) => wave.length > 0),
  };
}

interface Ending {
  readonly updated: UpdatedRun;
  readonly certificate: ReturnType<typeof planCertificate>;
  readonly text: readonly string[];
}

function outputOf(run: string, { updated, certificate, text }: Ending): CommandOutput {
  const { after, plan, replan, isWritten } = updated;
  const refused = planFaults([plan.specReview, plan.planReview]).length > 0;
  const next = refused ? mendTheSpec : isWritten ? `fabrikk approve ${run}` : `fabrikk run ${run}`;
  const preparation = {
    subject_sha256: plan.subjectSha256,
    spec_review: plan.specReview,
    plan_review: plan.planReview,
    next,
  };
  return {
    json: { run, updated: isWritten, ...replan, price: certificate, artifact: after, preparation },
    text: [
      ...text,
      ...verdictText("Spec review", plan.specReview),
      ...verdictText("Plan review", plan.planReview),
      isWritten
        ? `Run ${run} is prepared again and waits for an approval. Next: ${next}`
        : `Nothing that the run ${run} is bound to has changed. Next: ${next}`,
    ].join("\n"),
    exitCode: exitCode.completed,
  };
}
