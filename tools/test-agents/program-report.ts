import type { Trial, TrialEnd } from "./trial.ts";

/** What was found of one program. */
export interface ProgramReport {
  readonly name: string;
  /** Why nothing was tried; null: it was. */
  readonly skipped: string | null;
  readonly trials: readonly TriedTrial[];
  /** Processes of its sessions that were alive after them: their ids, and what they run. */
  readonly orphans: readonly string[];
  /** Hosts and ports beyond this machine that it wanted to reach, and could not. */
  readonly outside: readonly string[];
}

/** A trial that was performed. */
export interface TriedTrial {
  readonly trial: Trial;
  readonly end: TrialEnd;
}

/** Whether all that was tried went well. */
export function isWell({ trials, orphans }: ProgramReport): boolean {
  return orphans.length === 0 && trials.every(({ end }) => end.problems.length === 0);
}
