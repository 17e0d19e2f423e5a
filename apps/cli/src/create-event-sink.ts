import type { EventSink, RunEvent } from "@fabrikk/state/ports";

/** Where a run's events go: to whoever tells them to people, and with `--verbose` as lines of JSON to standard error. */
export async function createEventSink(verbose: boolean, tell: (event: RunEvent) => void): Promise<EventSink> {
  const log = verbose ? await createLog() : null;
  return {
    emit: (event) => {
      log?.(event);
      tell(event);
    },
  };
}

/** The logger is loaded only when it is wanted. */
async function createLog(): Promise<(event: RunEvent) => void> {
  const { pino } = await import("pino");
  const log = pino({ base: null }, pino.destination({ dest: 2, sync: true }));
  return ({ type, ...fields }) => log.info(fields, type);
}
