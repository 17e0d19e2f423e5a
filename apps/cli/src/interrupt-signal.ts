import { exitCode } from "./exit-code.ts";
import type { Reporter } from "./reporter.ts";

/** Programs that started this one hand a ctrl-c on that the terminal has sent here too: within this time, in ms, it is one. */
const sameInterrupt = 500;

/**
 * A signal that is aborted by the first ctrl-c (or SIGTERM), so that work ends cleanly and is recorded (FAB-RUN-008); also
 * when nobody reads standard output any more. The second ctrl-c ends the process at once: the guard of every running command
 * notices, and the journal is whole anyway.
 */
export function interruptSignal(
  { output }: Pick<Reporter, "output">,
  onFirst: () => void,
): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  let first = 0;
  const abort = () => {
    first = performance.now();
    controller.abort(new Error("interrupted"));
  };
  const interrupt = () => {
    if (!controller.signal.aborted) {
      abort();
      onFirst();
    } else if (performance.now() - first > sameInterrupt) process.exit(exitCode.interrupted);
  };
  const closed = output.onClosed(abort);
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      closed[Symbol.dispose]();
      process.off("SIGINT", interrupt);
      process.off("SIGTERM", interrupt);
    },
  };
}
