import type { Tail } from "./rule-stage.ts";

/**
 * Up to the quotation mark that closes a value, or the end of the line.
 * @param open the mark that opened it, with the backslashes before it: none in a plain text, one in a text inside
 * JSON, three in JSON inside JSON. A mark inside the value has more before it, in a fixed step.
 */
export function quotedTail(open: string): Tail {
  const quote = open.slice(-1);
  const depth = open.length - 1;
  const stop = new RegExp(String.raw`[\\\n${quote}]`, "g");
  let backslashes = 0;
  return (text, from, last) => {
    for (let at = from; ; at += 1) {
      if (backslashes === 0) {
        stop.lastIndex = at;
        at = stop.exec(text)?.index ?? text.length;
      }
      const char = text.charAt(at);
      const closing = Math.min(backslashes, depth); // they belong to the mark, which stays
      if (char === "" && !last) backslashes -= closing; // and are met again with the next piece
      if (char === "") return { end: at - (last ? 0 : closing), done: last };
      if (char === "\n") return { end: at, done: true };
      if (char === quote && closes(backslashes, depth)) return { end: at - closing, done: true };
      backslashes = char === "\\" ? backslashes + 1 : 0;
    }
  };
}

/** Each level of escaping doubles the backslashes; what is left over in pairs are backslashes of the value itself. */
function closes(backslashes: number, depth: number): boolean {
  return backslashes < depth || Math.floor((backslashes - depth) / (depth + 1)) % 2 === 0;
}
