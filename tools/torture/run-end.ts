/** How a run came to its end, after all its engines. */
export interface RunEnd {
  /** Absolute path of its repository. */
  readonly repo: string;
  /** Where it was really killed: `40:before`. */
  readonly killedAt: readonly string[];
  /** Why it is no completed run, as one line; null where it is one. */
  readonly problem: string | null;
}

/**
 * Plays a run from nothing to its end, in `folder`, and kills its engine by SIGKILL at these points on the way.
 * @param killAt `40:before`: the 40th record of the journal, before it is written or once it is synced; two at most
 */
export type PlayRun = (folder: string, killAt: readonly string[]) => Promise<RunEnd>;
