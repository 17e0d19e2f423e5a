import type { Nodes, Root, RootContent } from "mdast";

/** Characters of a piece, at least: enough that to start a parser costs little, and as little memory as can be. */
const smallest = 4096;

/**
 * Parses a document piece by piece, so that what a parser keeps in memory does not grow with the document. A piece ends where
 * no block goes on: before a line that follows an empty one and is not indented, or that begins a list item or a heading, or
 * behind a line under a heading. Only code and HTML can go on there, or change how that line is read; a piece that ends with
 * them is made twice as long.
 * @param size characters of a piece, at least
 */
export function parseInPieces(text: string, parse: (piece: string) => Root, size = smallest): Root {
  const children: RootContent[] = [];
  let [from, line, wanted] = [0, 0, size];
  while (from < text.length) {
    const to = nextEnd(text, from + wanted);
    const piece = text.slice(from, to);
    const root = parse(piece);
    if (to < text.length && goesOn(root.children.at(-1), piece)) {
      wanted = 2 * (to - from);
      continue;
    }
    for (const node of root.children) {
      settle(node, from, line);
      children.push(node);
    }
    [from, line, wanted] = [to, line + piece.split("\n").length - 1, size];
  }
  return { type: "root", children };
}

function nextEnd(text: string, from: number): number {
  if (from >= text.length) return text.length;
  const ending = /\n(?:(?=(?:[-*+]|#{1,6}) \S)|[ \t]*\n(?=\S)|(?:=+|-+)[ \t]*\n)/g;
  ending.lastIndex = from;
  return ending.test(text) ? ending.lastIndex : text.length;
}

/** Is it a block that can go on behind a line which closes all others? Code in a fence that is closed is none. */
function goesOn(last: RootContent | undefined, piece: string): boolean {
  if (last?.type === "heading" || last?.type === "thematicBreak") return false;
  if (/(?:^|\n)(?:=+|-+)[ \t]*\n$/.test(piece.slice(-200))) return true;
  if (last?.type === "html") return true;
  if (last?.type !== "code") return false;
  const lines = piece.slice(last.position?.start.offset, last.position?.end.offset).split("\n");
  const fence = /^(?:`{3,}|~{3,})/.exec(lines[0] ?? "")?.[0];
  if (fence === undefined) return true;
  const end = (lines.at(-1) ?? "").trim();
  return lines.length === 1 || end.length < fence.length || end !== (fence[0] ?? "").repeat(end.length);
}

/** Puts a node where it stands in the document, and drops the words in it: they are read from the text. */
function settle(top: Nodes, offset: number, line: number): void {
  const open: Nodes[] = [top];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.position !== undefined) {
      const { start, end } = node.position;
      node.position = {
        start: { ...start, line: start.line + line, offset: (start.offset ?? 0) + offset },
        end: { ...end, line: end.line + line, offset: (end.offset ?? 0) + offset },
      };
    }
    if (node.type === "paragraph" || node.type === "heading" || node.type === "tableCell") node.children = [];
    else if ("children" in node) open.push(...node.children);
  }
}
