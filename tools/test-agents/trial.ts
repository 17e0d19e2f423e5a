import type { AgentSession } from "@fabrikk/state/ports";

import type { ModelStub } from "../model-stub/start-model-stub.ts";
import type { Play, PlayedSession } from "./play-session.ts";

/** One thing that is tried with a program. */
export interface Trial {
  /** Unique among the trials of a program; a fault's name for one of a fault. */
  readonly name: string;
  readonly group: "session" | "resumed" | "answer" | "cancelled" | "fault";
  /** `asked` is what the program's model stub was asked, by this trial and others. */
  perform(play: PlayOne, asked: ModelStub["requests"]): Promise<TrialEnd>;
}

/** Plays a session of the trial's program; what the trial says nothing of is decided for it. */
export type PlayOne = (part: Pick<Play, "prompt"> & Partial<Play>) => Promise<PlayedSession>;

/** What came of it. */
export interface TrialEnd {
  readonly session: AgentSession;
  readonly ms: number;
  /** What is not as it must be; nothing: it went well. */
  readonly problems: readonly string[];
}

/** A trial's end, with the problems of those conditions that do not hold. */
export function trialEnd(
  { session, ms }: PlayedSession,
  conditions: readonly (readonly [holds: boolean, problem: string])[],
): TrialEnd {
  return { session, ms, problems: conditions.filter(([holds]) => !holds).map(([, problem]) => problem) };
}
