import { setTimeout as sleep } from "node:timers/promises";

import { exitCode } from "./exit-code.ts";
import type { Reporter } from "./reporter.ts";

/** Programs that started this one hand a ctrl-c on that the terminal has sent here too: within this time, in ms, it is one. */
const sameInterrupt = 500;

/**
 * A signal that is aborted by the first ctrl-c (or SIGTERM), so that work ends cleanly and is recorded (FAB-RUN-008); also
 * when nobody reads standard output any more. The second ctrl-c ends the process at once: the guard of every running command
 * notices, and the journal is whole anyway. Disposing waits until a ctrl-c that is handed on has come: the process must not be
 * ended by it on its way out.
 */
export function interruptSignal(
  { output }: Pick<Reporter, "output">,
  onFirst: () => void,
): AsyncDisposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  let first: number | null = null;
  const abort = () => controller.abort(new Error("interrupted"));
  const interrupt = () => {
    if (first === null) {
      first = performance.now();
      abort();
      onFirst();
    } else if (performance.now() - first > sameInterrupt) process.exit(exitCode.interrupted);
  };
  const closed = output.onClosed(abort);
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return {
    signal: controller.signal,
    [Symbol.asyncDispose]: async () => {
      closed[Symbol.dispose]();
      if (first !== null) await sleep(Math.max(0, first + sameInterrupt - performance.now()));
      process.off("SIGINT", interrupt);
      process.off("SIGTERM", interrupt);
    },
  };
}
