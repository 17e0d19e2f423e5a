import type { CommandContext } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { readRun } from "../read-run.ts";
import type { CommandOutput } from "../reporter.ts";
import { statusText } from "../status-text.ts";

/** Where a run stands (FAB-VIEW-001, FAB-VIEW-003). Only reads, also while an engine is at work. */
export async function status(context: CommandContext, run: string | undefined): Promise<CommandOutput> {
  const reading = await readRun(context.folder, run);
  return { json: reading.status, text: statusText(reading.status), exitCode: exitCode.completed };
}
