import { explainRun } from "@fabrikk/engine";

import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { readRun } from "../read-run.ts";
import type { CommandOutput } from "../reporter.ts";

/** Why a run is not finished, in plain words (FAB-VIEW-002). Only reads. */
export async function explain(context: CommandContext, wanted: string | undefined): Promise<CommandOutput> {
  const { run, status } = await readRun(context.folder, wanted);
  const explanation = explainRun(status);
  return {
    json: {
      run,
      state: status.state,
      explanation,
      open: status.open,
      needs_person: status.needs_person,
      next_action: status.next_action,
    },
    text: explanation,
    exitCode: exitCode.completed,
  };
}
