import type { Priority } from "@fabrikk/state";

/** What is said about how strongly a requirement is meant. High, medium and low say what comes first, and not that. */
const words: readonly (readonly [Priority, RegExp])[] = [
  ["must", /^(?:must|shall|mandatory|required)\b/],
  ["should", /^(?:should|recommended)\b/],
  ["may", /^(?:could|may|optional|nice[ -]to[ -]have)\b/],
];

const field = /(?:^|\n|\()[ \t>*_-]*priority[*_]*[ \t]*:[ \t*_`]*([\p{L} -]{2,30})/iu;

/** The priority that a word of a Priority field names: Must, Should, Could, May, also with "have" behind it. Null where none. */
export function priorityWord(text: string): Priority | null {
  const word = text.replace(/^[^\p{L}]+/u, "").toLowerCase();
  return words.find(([, form]) => form.test(word))?.[0] ?? null;
}

/** The priority that a line `Priority: Must` of a requirement names, also in parentheses behind its title. */
export function priorityField(text: string): Priority | null {
  return priorityWord(field.exec(text)?.[1] ?? "");
}
