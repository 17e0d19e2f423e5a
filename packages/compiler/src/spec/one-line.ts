import { literalRanges } from "./literal-ranges.ts";

/** A Markdown text on one line, without its comments. */
export function oneLine(text: string): string {
  return withoutComments(text).replace(/\s+/g, " ").trim();
}

function withoutComments(text: string): string {
  if (!text.includes("<!--")) return text;
  const pieces: string[] = [];
  let from = 0;
  for (const range of literalRanges(text)) {
    if (range.what !== "comment") continue;
    pieces.push(text.slice(from, range.from));
    from = range.to;
  }
  return [...pieces, text.slice(from)].join(" ");
}
