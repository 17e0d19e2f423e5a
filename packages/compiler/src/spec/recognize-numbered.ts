import { isOneEarsSentence } from "./recognize-ears.ts";
import type { Recognizer } from "./recognizer.ts";
import { sectionTitle } from "./section-title.ts";

const requirementsTitle = /^(?:[\p{L}/&-]+ ){0,3}requirements?(?: (?:for|of|on) .+)?$/u;

/**
 * A point of a numbered list under a heading or a label such as "Requirements", "Functional requirements", "Non-functional requirements".
 * Its number is no id: it changes with its place. Numbered steps elsewhere are prose.
 */
export const recognizeNumbered: Recognizer = {
  kind: "numbered",
  holds: "nested",
  inside: ["identified", "checkbox"],
  recognize(block) {
    if (block.type !== "item" || !block.isNumbered || block.nesting > 0 || block.body.trim() === "") return [];
    if (![block.heading, block.label].some((title) => requirementsTitle.test(sectionTitle(title)))) return [];
    if (isOneEarsSentence(block)) return [];
    return [{ id: null, from: 0, to: block.body.length, textFrom: 0 }];
  },
};
