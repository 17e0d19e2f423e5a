import { createHash } from "node:crypto";

import { callTool } from "./call-tool.ts";
import type { Conversation, Reply } from "./conversation.ts";
import { readDirectives, type Script, type TurnFault } from "./read-directives.ts";

/** What the stub is to do with one request. */
export interface Choice {
  readonly reply: Reply;
  /** Faults that come first, in order. */
  readonly faults: readonly TurnFault[];
  /** Names the place in the conversation, so that requests can be counted. */
  readonly place: string;
}

/**
 * Decides from the history alone: the last prompt with directives is the script, and as many of its turns are over as
 * tools have answered since. So a request that a program sends again is answered again, and nothing is kept per session.
 */
export function chooseReply({ items, tools }: Conversation): Choice {
  const texts = items.map((item) => (item.type === "text" ? item.text : ""));
  const asked = texts.findLastIndex((text) => readDirectives(text) !== null);
  const prompt = texts[asked] ?? "";
  const done = items.slice(asked + 1).filter(({ type }) => type === "tool-result").length;
  const { text, action, faults } = turnOf(readDirectives(prompt), done);
  // Programs also ask for a title or a summary of the same prompt, and offer no tool with it.
  const call = action === null || tools.length === 0 ? null : callTool(action, tools);
  const said = call === null ? (action?.type === "answer" ? action.json : text || "Done.") : text;
  return { reply: { id: idOf(items), text: said, call }, faults, place: `${done} ${prompt}` };
}

/** Programs tell answers and calls apart by their ids, over resumed sessions too: it follows from the whole history. */
function idOf(items: Conversation["items"]): string {
  return createHash("sha256").update(JSON.stringify(items)).digest("hex").slice(0, 12);
}

const nothingLeft = { faults: [] as readonly TurnFault[], text: "", action: null };

function turnOf(script: Script | null, done: number) {
  if (script === null) return nothingLeft;
  const { turns, endless } = script;
  const turn = turns[done];
  // No two commands are alike: some programs end a model that repeats itself.
  if (endless && (turn === undefined || turn.action === null))
    return { ...(turn ?? nothingLeft), action: { type: "run", command: `echo ${done}` } as const };
  return turn ?? nothingLeft;
}
