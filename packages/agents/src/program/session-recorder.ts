import type { ProcessLimits, Usage } from "@fabrikk/state";
import type { AgentEvent, AgentSession, CommandOutcome } from "@fabrikk/state/ports";

import { combineUsage } from "./combine-usage.ts";
import { sessionEnd, type FinalWord, type SessionEnding } from "./session-end.ts";

/** What is known of a session before its program says a word. */
export interface SessionFacts {
  /** The program's version, where it was asked for it; else its stream tells it, or nobody. */
  readonly version: string | null;
  readonly limits: ProcessLimits;
  /** Turns, above which the session is ended; null: not limited here. */
  readonly turns: number | null;
  /** What the resumed session had used, for programs that count on; null: none is resumed, or nobody knows. */
  readonly spent: Usage | null;
}

type Told = Pick<AgentSession, "session" | "model" | "version">;
type Middle = Exclude<AgentEvent, { type: "session-started" | "session-ended" | "usage-reported" }>;

/** Turns what a program's stream tells into events, start and end once each, and into the session's end. */
export interface SessionRecorder {
  /** The session has begun. Only the first call counts; without one, what is told first begins it. */
  begin(told: Partial<Told>): void;
  tell(event: Middle): void;
  /** The model that really answered. */
  answeredBy(model: string | null): void;
  /** Adds to what the session used. */
  use(more: Usage): void;
  /** What the session used in all, by the program's own final count. */
  useInAll(total: Usage): void;
  /** A request to the model begins. */
  beginTurn(): void;
  isOverTurns(): boolean;
  /** The final word as it stands: a later event may take it back or replace it. */
  say(word: FinalWord | null): void;
  /** An error that the program told of and went on; milliseconds that the provider asked it to wait, where it told them. */
  notice(trouble: string, retryAfterMs?: number | null): void;
  end(outcome: CommandOutcome): AgentSession;
}

export function createSessionRecorder(listen: (event: AgentEvent) => void, facts: SessionFacts): SessionRecorder {
  const { version, limits } = facts;
  let ended = false;
  const onEvent = (event: AgentEvent) => void (ended || listen(event));
  let told: Told | null = null;
  let model: string | null = null;
  let usage: Usage | null = null;
  let turns = 0;
  let word: FinalWord | null = null;
  let trouble: Pick<SessionEnding, "trouble" | "retryAfterMs"> = { trouble: null, retryAfterMs: null };
  const begin = (known: Partial<Told>): Told => {
    if (told !== null) return told;
    told = { session: known.session ?? null, model: known.model ?? null, version: known.version ?? version };
    onEvent({ type: "session-started", ...told });
    return told;
  };
  const isOverTurns = () => facts.turns !== null && turns > facts.turns;
  const account = (total: Usage, more: Usage) => {
    usage = total;
    begin({});
    if (Object.values(more).some((amount) => amount !== null && amount > 0)) {
      onEvent({ type: "usage-reported", usage: more });
    }
  };
  return {
    begin: (known) => void begin(known),
    tell(event) {
      begin({});
      onEvent(event);
    },
    answeredBy: (name) => void (model = name ?? model),
    use: (more) => account(usage === null ? more : combineUsage(usage, more, "add"), more),
    useInAll: (total) => account(total, usage === null ? total : combineUsage(total, usage, "subtract")),
    beginTurn: () => void (turns += 1),
    isOverTurns,
    say: (said) => void (word = said),
    notice: (said, ms) => void (trouble = { trouble: said, retryAfterMs: ms ?? null }),
    end(outcome) {
      const start = begin({});
      const end = sessionEnd({ word, ...trouble, outcome, limits, overTurns: isOverTurns() ? facts.turns : null });
      onEvent({ type: "session-ended", end });
      ended = true;
      return { ...end, usage, ...start, model: model ?? start.model };
    },
  };
}
