import { mergeCommand, type RunOutcome } from "@fabrikk/engine";
import type { Config } from "@fabrikk/state";
import type { RunEvent } from "@fabrikk/state/ports";

import { checkSources } from "../check-sources.ts";
import type { CommandContext } from "../command-context.ts";
import { changedConfigNotices } from "../config-notices.ts";
import { count } from "../count.ts";
import { createEventSink } from "../create-event-sink.ts";
import { exitCodeOfOutcome } from "../exit-code.ts";
import { interruptSignal } from "../interrupt-signal.ts";
import { progressLines } from "../progress-lines.ts";
import { readRun, type RunReading } from "../read-run.ts";
import type { CommandOutput } from "../reporter.ts";
import { runToEnd } from "../run-to-end.ts";

/** What `fabrikk run` was asked. */
export interface RunOptions {
  readonly run: string | undefined;
  readonly mode?: "autopilot" | "confirm";
  readonly workers?: number;
}

/** Runs a prepared run, or goes on where it stopped, until it is done, blocked, interrupted, or needs a person. */
export async function run(context: CommandContext, options: RunOptions): Promise<CommandOutput> {
  const reading = await readRun(context.folder, options.run);
  const { ended } = reading.state;
  if (ended !== null)
    return await outputOf(context, reading.run, { state: ended.outcome, detail: ended.open.join("; "), notices: [] });
  await checkSources(reading);

  const { config } = reading.created;
  const notices = await changedConfigNotices({ root: reading.root, config });
  for (const notice of notices) context.reporter.progress(`notice   ${notice}`);
  await using interrupt = interruptSignal(context.reporter, () =>
    context.reporter.progress("stopping: workers are ended, the run can go on later", "quiet"),
  );
  const request = { root: reading.root, run: reading.run, dir: reading.dir, config, environment: process.env };
  const { mode = config.mode, workers = config.workers } = options;
  const events = await createEventSink(context.verbose, (event) => tell(context, config.schedule, event));
  const outcome = await runToEnd({ ...request, mode, workers, events }, interrupt.signal);
  return await outputOf(context, reading.run, { ...outcome, notices });
}

function tell({ reporter }: CommandContext, schedule: Config["schedule"], event: RunEvent): void {
  if (event.type === "wave-started") {
    const label = schedule === "waves" ? `wave ${event.wave}` : "starts";
    reporter.progress(`${label}   ${event.tasks.join(", ")}`);
  }
  if (event.type !== "record-written") return;
  for (const { text, tone } of progressLines(event.event)) reporter.progress(text, tone);
}

type Ending = RunOutcome & { readonly notices: readonly string[] };

async function outputOf(
  context: CommandContext,
  id: string,
  { state, detail, notices }: Ending,
): Promise<CommandOutput> {
  const reading = await readRun(context.folder, id);
  const { status } = reading;
  const next = nextSteps(state, reading);
  const verified = status.requirements.filter((requirement) => requirement.state === "verified").length;
  return {
    json: { run: id, outcome: state, detail, notices, next, status },
    text: [
      `Run ${id}: ${state}${detail === "" ? "" : `: ${detail}`}`,
      `${verified} of ${count(status.requirements.length, "requirement")} verified. Next:`,
      ...next.map((step) => `  ${step}`),
    ].join("\n"),
    exitCode: exitCodeOfOutcome(state),
  };
}

function nextSteps(outcome: RunOutcome["state"], { run: id, state }: RunReading): readonly string[] {
  switch (outcome) {
    case "completed":
      return [`fabrikk report ${id}`, mergeCommand(state)];
    case "blocked":
      return [`fabrikk explain ${id}`, `fabrikk report ${id}`];
    case "needs-person":
      return state.approval === null
        ? [`fabrikk review ${id}`, `fabrikk approve ${id}`, `fabrikk run ${id}`]
        : [`fabrikk explain ${id}`, `fabrikk run ${id}`];
    case "stopped":
      return [`fabrikk run ${id}`];
  }
}
