import type { TaskClass } from "@fabrikk/state";

const documents =
  /^(?:document\b|(?:add|update|write|extend|improve)\s+(?:\S+\s+){0,4}(?:docs?|documentation|readme)\b)/i;
const upkeep =
  /^(?:run|re-?run|execute|verify|validate|review|confirm|check(?:point)?\b(?! (?:in|out)\b)|(?:final )?checkpoint|ensure (?:that )?(?:all|the) (?:\S+ )?tests?|manual(?:ly)?)\b/i;
const settings =
  /^(?:install|initiali[sz]e|configure|set ?up|scaffold|create (?:the |a )?(?:\S+ ){0,2}(?:structure|folders?|director(?:y|ies)|skeleton))\b/i;
const source = /\.(?:[cm]?[jt]sx?|py|rb|go|rs|java|kt|swift|php|cs|cpp|cc|c|h|hpp|vue|svelte|ex|scala|dart|mq5)$/i;
const prose = /\.(?:md|mdx|rst|adoc|txt)$/i;

/**
 * What sort of work a line of a plan is, by its first words and its files. It matters: a feature or fix must change something and
 * bring tests, a chore such as "Run the full test suite" need not.
 */
export function workClass(text: string, owned: readonly string[]): TaskClass {
  if (owned.length > 0 && owned.every((glob) => prose.test(glob))) return "docs";
  if (upkeep.test(text)) return "chore";
  if (owned.some((glob) => source.test(glob))) return /^fix\b/i.test(text) ? "fix" : "feature";
  if (documents.test(text)) return "docs";
  if (settings.test(text)) return "config";
  return /^fix\b/i.test(text) ? "fix" : "feature";
}
