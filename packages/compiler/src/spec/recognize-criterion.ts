import { isOneEarsSentence } from "./recognize-ears.ts";
import type { Recognizer } from "./recognizer.ts";
import { sectionTitle } from "./section-title.ts";

const criteria =
  /^(?:acceptance|success|exit|completion) (?:criteri(?:a|on)|scenarios?|tests?|conditions?)\b|^(?:definition of done|done when)\b/;

/**
 * An item of a list of acceptance criteria: under a heading or a label such as "Acceptance criteria", "Definition of done",
 * "Success criteria". Each is a requirement of its own, as a checkbox there is one: it is shown to hold by itself, and to reword
 * one leaves the story above it and its neighbours alone.
 */
export const recognizeCriterion: Recognizer = {
  kind: "criterion",
  holds: "nested",
  inside: ["identified", "checkbox"],
  recognize(block) {
    if (block.type !== "item" || block.body.trim() === "") return [];
    const isUnder = (title: string): boolean => criteria.test(sectionTitle(title));
    if (!isUnder(block.label) && !(block.nesting === 0 && isUnder(block.heading))) return [];
    if (isOneEarsSentence(block)) return [];
    return [{ id: null, from: 0, to: block.body.length, textFrom: 0 }];
  },
};
