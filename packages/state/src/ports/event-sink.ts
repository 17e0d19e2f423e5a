import type { JournalEvent } from "../records/journal-event.ts";
import type { AgentEvent } from "./agent.ts";

/** What a run tells while it works. */
export type RunEvent =
  | { readonly type: "record-written"; readonly event: JournalEvent }
  /** Tasks that start now: all of a wave, or, in a continuous schedule, those that can. */
  | { readonly type: "wave-started"; readonly wave: number; readonly tasks: readonly string[] }
  | { readonly type: "agent-reported"; readonly task: string; readonly attempt: number; readonly event: AgentEvent }
  | { readonly type: "command-started"; readonly task: string; readonly command: string };

/** Receives what a run tells; one reporter prints. Must not throw and must not wait. */
export interface EventSink {
  emit(event: RunEvent): void;
}
