import type { Block } from "./block.ts";
import type { Mark, Recognizer } from "./recognizer.ts";
import { leadingId } from "./requirement-id.ts";

/**
 * `**AB-CD-001**: text` and the like: a list item or a paragraph that starts with an explicit id. Further lines of a paragraph can
 * start with one too, and then state a requirement each; in a list item they must be bold to be told from prose.
 */
export const recognizeIdentified: Recognizer = {
  kind: "identified",
  holds: "nested",
  inside: ["identified"],
  recognize: (block) => (block.type === "item" || block.type === "paragraph" ? marksOf(block) : []),
};

/** Each statement reaches up to the next. */
function marksOf({ type, body }: Block): readonly Mark[] {
  const starts: { id: string; from: number; textFrom: number }[] = [];
  let from = 0;
  for (const line of body.split("\n")) {
    const found = leadingId(line);
    const isDefinition = type === "item" && from > 0 ? found?.isBold : found?.isMarked;
    if (found !== null && isDefinition === true) starts.push({ id: found.id, from, textFrom: from + found.textFrom });
    from += line.length + 1;
  }
  return starts.map((start, index) => ({ ...start, to: starts[index + 1]?.from ?? body.length }));
}
