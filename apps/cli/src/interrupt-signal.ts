import { exitCode } from "./exit-code.ts";

/**
 * A signal that is aborted by the first ctrl-c (or SIGTERM), so that work ends cleanly and is recorded (FAB-RUN-008).
 * The second one ends the process at once: the guard of every running command notices, and the journal is whole anyway.
 */
export function interruptSignal(onFirst: () => void): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(exitCode.interrupted);
    controller.abort(new Error("interrupted"));
    onFirst();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      process.off("SIGINT", interrupt);
      process.off("SIGTERM", interrupt);
    },
  };
}
