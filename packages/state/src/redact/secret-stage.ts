import { decidedEnd, hidden, type Reach, type Stage } from "./stage.ts";

/** The known secrets in all their forms, as one expression. */
export interface KnownSecrets extends Reach {
  /** Finds the longest form that starts at a place. Global. */
  readonly pattern: RegExp;
}

/** Replaces every occurrence of a known secret; occurrences that overlap are replaced as one. */
export function createSecretStage(secrets: KnownSecrets): Stage {
  let held = "";
  /** Before this place of `held` everything is written or hidden; it can lie ahead of what is decided. */
  let done = 0;

  return {
    push(piece, last) {
      held += piece;
      const decided = decidedEnd(held, last, secrets);
      let shown = "";
      for (const [start, end] of occurrences(secrets.pattern, held, decided)) {
        if (start >= done) shown += held.slice(done, start) + hidden;
        done = Math.max(done, end);
      }
      if (done < decided) {
        shown += held.slice(done, decided);
        done = decided;
      }
      held = held.slice(decided);
      done -= decided;
      return shown;
    },
  };
}

/** Every occurrence that starts before `limit`, those inside another one too. */
function* occurrences(pattern: RegExp, text: string, limit: number): Generator<readonly [number, number]> {
  for (let from = 0; from < limit;) {
    pattern.lastIndex = from;
    const found = pattern.exec(text);
    if (found === null || found.index >= limit) return;
    yield [found.index, found.index + found[0].length];
    from = found.index + 1;
  }
}
