import type { Recognizer } from "./recognizer.ts";
import { leadingId } from "./requirement-id.ts";

/** `### AB-CD-001: title` with its section. An id in the document's own title names the document. */
export const recognizeHeading: Recognizer = {
  kind: "heading",
  holds: "nested",
  inside: ["identified", "heading"],
  recognize(block) {
    if (block.type !== "heading" || block.isTitle) return [];
    const number = /^\d+(?:\.\d+)*\.?[ \t]+/.exec(block.body)?.[0].length ?? 0;
    const found = leadingId(block.body.slice(number));
    return found ? [{ id: found.id, from: 0, to: block.body.length, textFrom: number + found.textFrom }] : [];
  },
};
