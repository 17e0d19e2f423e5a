import type { CommandContext } from "../command-context.ts";
import { playRun } from "../demo/play-run.ts";
import { exitCodeOfOutcome } from "../exit-code.ts";
import { interruptSignal } from "../interrupt-signal.ts";
import type { KillPoint } from "../kill-point.ts";
import type { CommandOutput } from "../reporter.ts";

/** What the demo tells the engine that it starts as a process of its own. */
export interface DemoEngineOptions {
  /** Absolute path of the demo's repository. */
  readonly repository: string;
  readonly killPoint: KillPoint | undefined;
}

/** The demo's engine in a process of its own, which kills itself at a record. Started by `fabrikk demo --kill-at` only. */
export async function demoEngine(
  { reporter }: CommandContext,
  { repository, killPoint }: DemoEngineOptions,
): Promise<CommandOutput> {
  await using interrupt = interruptSignal(reporter, () => {});
  const dieAt = (side: KillPoint["side"]) => (seq: number) => {
    if (killPoint?.side === side && killPoint.seq === seq) process.kill(process.pid, "SIGKILL");
  };
  const hooks = { beforeWrite: dieAt("before"), afterSync: dieAt("after") };
  const { signal } = interrupt;
  const { state, detail } = await playRun({
    repo: repository,
    events: { emit: () => {} },
    hooks,
    onPlanned: () => {},
    signal,
  });
  return { json: { outcome: state, detail }, text: state, exitCode: exitCodeOfOutcome(state) };
}
