import type { AgentSession, CommandOutcome } from "@fabrikk/state/ports";

/** Reads one session's event stream, line by line. It never throws, whatever a line holds. */
export interface StreamReader {
  /** One line of standard output, as it came; after `end` it is ignored. */
  line(text: string): void;
  /** The session has gone on beyond its turns: it is to be ended. */
  isOverTurns(): boolean;
  /** The answer in the shape that was asked for, where the stream holds one. */
  answer(): string | null;
  /** The session's end, told once as an event too. */
  end(outcome: CommandOutcome): AgentSession;
}
