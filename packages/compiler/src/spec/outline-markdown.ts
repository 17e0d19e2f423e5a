import type { Nodes } from "mdast";

import { deepLineMessage } from "./deep-lines.ts";
import type { Aside, DocumentOutline } from "./document-outline.ts";
import { isComment, outline } from "./outline.ts";
import { parseMarkdown, type MarkdownDocument } from "./parse-markdown.ts";

/** The outline of a Markdown document. */
export function outlineMarkdown(file: string, source: string): DocumentOutline {
  const document = parseMarkdown(source);
  return {
    file,
    text: document.text,
    blocks: outline(document),
    asides: asidesOf(document),
    problems: document.deepLines.map((line) => ({
      code: "FABRIKK_COMPILER_NESTING_TOO_DEEP",
      file,
      line,
      message: deepLineMessage,
    })),
  };
}

function asidesOf({ root, deepLines, matterLines }: MarkdownDocument): readonly Aside[] {
  const comments: Aside[] = [];
  const open: Nodes[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isComment(node) && node.position !== undefined)
      comments.push({ lines: [node.position.start.line, node.position.end.line], what: "comment" });
    else if ("children" in node) open.push(...node.children);
  }
  return [
    ...(matterLines > 0 ? [{ lines: [1, matterLines] as const, what: "front matter" }] : []),
    ...comments,
    ...deepLines.map((line) => ({ lines: [line, line] as const, what: "nests too deep to be read" })),
  ];
}
