import { mergeKind, renderReport } from "@fabrikk/engine";
import { openRepository } from "@fabrikk/git";

import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { readRun } from "../read-run.ts";
import type { CommandOutput } from "../reporter.ts";

/** What was not proven, then what was (FAB-VIEW-006), from the journal as it is now. Only reads. */
export async function report(context: CommandContext, wanted: string | undefined): Promise<CommandOutput> {
  const { root, run, artifact, state, status } = await readRun(context.folder, wanted);
  const merge = await mergeKind(await openRepository(root), state);
  const { markdown, trace } = renderReport({ state, artifact, outcome: state.ended?.outcome ?? null, merge });
  return { json: { run, state: status.state, markdown, trace }, text: markdown, exitCode: exitCode.completed };
}
