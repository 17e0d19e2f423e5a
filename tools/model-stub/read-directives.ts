import { findFault, type Fault } from "./fault.ts";

/** What a tool is to do. */
export type Action =
  | { readonly type: "write"; readonly file: string; readonly text: string }
  | { readonly type: "run"; readonly command: string }
  | { readonly type: "answer"; readonly json: string };

/** One request of the program and its answer. */
interface Turn {
  /** Faults to make before the answer, in order. */
  readonly faults: readonly TurnFault[];
  readonly text: string;
  /** Null: the model has ended. */
  readonly action: Action | null;
}

/** A fault, and for how many requests. */
export interface TurnFault {
  readonly fault: Fault;
  /** Infinity: every request. */
  readonly times: number;
  /** Seconds, for the `retry-after` header. */
  readonly retryAfter: number;
}

/** What a prompt asks of the stub. */
export interface Script {
  readonly turns: readonly Turn[];
  /** After its turns the model never ends: it calls a tool for ever. */
  readonly endless: boolean;
}

const directive = /@@(\w+)([\s\S]*?)@@/g;

/**
 * The directives of a prompt, in their order; null where it has none. Each `write`, `run` and `answer` is a turn of its
 * own; what stands before it is part of that turn, what stands after the last is part of the final words.
 *
 * - `@@write FILE TEXT@@` writes a file with the program's own tool; the text may have several lines.
 * - `@@run COMMAND@@` runs a command with the program's own tool.
 * - `@@say TEXT@@` says something.
 * - `@@answer JSON@@` gives the structured answer: by the tool for it where there is one, else as words.
 * - `@@loop@@` calls a tool for ever.
 * - `@@fault NAME [COUNT | once] [after=SECONDS]@@` makes a fault: for every request, the first COUNT, or the first;
 *   `after` is the `retry-after` of a 429, 1 if it is not given. Requests are counted per prompt: give two sessions that
 *   count faults two different prompts.
 *
 * Throws on a directive that is none of these: a prompt with a mistake would test nothing.
 */
export function readDirectives(prompt: string): Script | null {
  const found = [...prompt.matchAll(directive)];
  if (found.length === 0) return null;
  const turns: Turn[] = [];
  let faults: TurnFault[] = [];
  let said: string[] = [];
  let endless = false;
  const endTurn = (action: Action | null): void => {
    turns.push({ faults, text: said.join("\n"), action });
    [faults, said] = [[], []];
  };
  for (const [whole, verb = "", rest = ""] of found) {
    const words = rest.trim();
    switch (verb) {
      case "write":
        endTurn(writeAction(words));
        break;
      case "run":
        endTurn({ type: "run", command: words });
        break;
      case "answer":
        endTurn({ type: "answer", json: words });
        break;
      case "say":
        said.push(words);
        break;
      case "fault":
        faults.push(turnFault(whole, words));
        break;
      case "loop":
        endless = true;
        break;
      default:
        throw new Error(`no directive is written ${whole}`);
    }
  }
  endTurn(null);
  return { turns, endless };
}

function writeAction(words: string): Action {
  const [, file = words, text = ""] = /^(\S+)\s([\s\S]*)$/.exec(words) ?? [];
  return { type: "write", file, text };
}

function turnFault(whole: string, words: string): TurnFault {
  const [name = "", ...rest] = words.split(/\s+/);
  let [times, retryAfter] = [Infinity, 1];
  for (const word of rest) {
    if (word === "once") times = 1;
    else if (/^\d+$/.test(word)) times = Number(word);
    else if (/^after=\d+$/.test(word)) retryAfter = Number(word.slice("after=".length));
    else throw new Error(`${whole}: ${word} is no count, not once, and not after=SECONDS`);
  }
  return { fault: findFault(name), times, retryAfter };
}
