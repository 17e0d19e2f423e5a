import { exitCode } from "./exit-code.ts";
import { interruptSignal } from "./interrupt-signal.ts";
import type { CommandOutput, Reporter } from "./reporter.ts";

/** Does work that leaves nothing behind when it is cut short: a ctrl-c ends it, and that it ended is no error. */
export async function untilInterrupted(
  reporter: Reporter,
  work: (signal: AbortSignal) => Promise<CommandOutput>,
): Promise<CommandOutput> {
  await using interrupt = interruptSignal(reporter, () => reporter.progress("stopping", "quiet"));
  try {
    return await work(interrupt.signal);
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    return { json: { outcome: "stopped" }, text: "stopped: nothing was written", exitCode: exitCode.interrupted };
  }
}
