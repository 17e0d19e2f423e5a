import type { JournalEvent } from "@fabrikk/state";
import type { RunEvent } from "@fabrikk/state/ports";

import type { EngineLife } from "./world.ts";

/** Does something at the first record that fits, as soon as it is written. */
export function onRecord(
  fits: (event: JournalEvent) => boolean,
  act: () => void,
): Required<Pick<EngineLife, "onEvent">> {
  let done = false;
  return {
    onEvent: (event: RunEvent) => {
      if (done || event.type !== "record-written" || !fits(event.event)) return;
      done = true;
      act();
    },
  };
}

/** Is it the start of a step whose key ends like this? */
export function startOf(end: string): (event: JournalEvent) => boolean {
  return (event) => event.type === "step-started" && event.key.endsWith(end);
}

/** Is it the end of a step of this kind? */
export function endOf(kind: string): (event: JournalEvent) => boolean {
  return (event) => event.type === "step-finished" && event.output.kind === kind;
}
