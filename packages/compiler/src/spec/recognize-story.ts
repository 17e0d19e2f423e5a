import type { Recognizer } from "./recognizer.ts";

const label = String.raw`(?:(?:user )?story\b[^:\n]{0,60}:\s*)?`;
const role = String.raw`[^.!?]{1,200}?,?\s+`;
const wish = String.raw`(?:['’]d| would)? (?:want|need|like|wish)\b`;
const power = String.raw`(?:${wish}| (?:can|am able|expect|(?:should|must) be able)\b)`;
const story = new RegExp(
  String.raw`^\P{L}{0,20}${label}as (?:an? ${role}(?:I${power}|we${wish})|the ${role}I${power})`,
  "iu",
);
/** "As a result, we need ..." is no story. */
const phrase =
  /^\P{L}*as an? (?:example|result|consequence|rule|matter|reminder|note|precaution|bonus|workaround|follow-up|(?:first|last|final|next|general|side|starting|whole)\b)/iu;

/** A user story stands at the start of a block. */
const longest = 400;

/**
 * A user story: "As a ..., I want ..., so that ...", in a paragraph, a list item, a cell, or a heading with its section. A list
 * below it is part of it; what is a statement itself stays one, so the story does not take its acceptance criteria.
 */
export const recognizeStory: Recognizer = {
  kind: "story",
  holds: "nested",
  inside: [
    "identified",
    "heading",
    "table",
    "checkbox",
    "scenario",
    "story",
    "criterion",
    "numbered",
    "ears",
    "normative",
  ],
  recognize(block) {
    if (block.type === "row" || block.type === "opaque" || block.isTitle) return [];
    const words = block.body.slice(0, longest).replace(/[*_]/g, "").replace(/\s+/g, " ").trimStart();
    return story.test(words) && !phrase.test(words) ? [{ id: null, from: 0, to: block.body.length, textFrom: 0 }] : [];
  },
};
