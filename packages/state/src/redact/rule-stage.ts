import { decidedEnd, hidden, type Reach, type Stage } from "./stage.ts";

/** A pattern that gives a secret away: its head is looked for, then its tail runs on as far as the secret does. */
export interface Rule extends Reach {
  /**
   * Global. Bounded in length, so that the search stays linear. May look back two characters. What its group `keep`
   * holds stays in the text.
   */
  readonly head: RegExp;
  /** How to find the end of the secret. Without it the head is all. */
  readonly tail?: (head: RegExpExecArray) => Tail;
}

/** Moves on through the secret from `from`. `done`: it ends there; else it may go on in text that is still to come. */
export type Tail = (text: string, from: number, last: boolean) => { readonly end: number; readonly done: boolean };

const lookBehind = 2;

/** Replaces what one rule finds. */
export function createRuleStage(rule: Rule): Stage {
  let held = "";
  /** `held` is written up to here. */
  let written = 0;
  let tail: Tail | null = null;

  return {
    push(piece, last) {
      held += piece;
      const decided = decidedEnd(held, last, rule);
      let shown = "";
      for (;;) {
        if (tail !== null) {
          const { end, done } = tail(held, written, last);
          written = end;
          if (!done) break;
          tail = null;
        }
        rule.head.lastIndex = written;
        const head = written < decided ? rule.head.exec(held) : null;
        if (head === null || head.index >= decided) break;
        shown += held.slice(written, head.index) + (head.groups?.["keep"] ?? "") + hidden;
        written = head.index + head[0].length;
        tail = rule.tail?.(head) ?? null;
      }
      if (tail === null && written < decided) {
        shown += held.slice(written, decided);
        written = decided;
      }
      const forgotten = Math.max(0, written - lookBehind);
      held = held.slice(forgotten);
      written -= forgotten;
      return shown;
    },
  };
}

/** A tail that ends at the first character that `stop`, a global expression, finds. */
export function until(stop: RegExp): Tail {
  return (text, from, last) => {
    stop.lastIndex = from;
    const found = stop.exec(text);
    return found === null ? { end: text.length, done: last } : { end: found.index, done: true };
  };
}
