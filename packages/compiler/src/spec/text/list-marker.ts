import { indentOf } from "./text-lines.ts";
import type { ItemPart } from "./text-markup.ts";

const bullet = String.raw`[-*+•‣◦]`;
const number = String.raw`\(?(?:\d{1,4}(?:\.\d{1,4})*|#|[a-z])\)|(?:\d{1,4}(?:\.\d{1,4})*|#)\.|\d{1,4}(?:\.\d{1,4})+`;
const item = new RegExp(
  String.raw`^(?<indent>[ \t]*)(?:(?:(?<bullet>${bullet})|(?<number>${number}))[ \t]+)?(?:(?<box>\[[ xX]\])[ \t]+)?(?<words>\S.*)$`,
);

/**
 * A list item as plain text and reStructuredText write it: a bullet, a number or a letter, and a box where it has one; a box alone is
 * an item, too. Within a paragraph only a bullet, a box and the number one begin an item: "in version 2. released" is none.
 */
export function listItem(line: string, isInside: boolean): ItemPart | null {
  const { indent = "", words = "", ...found } = item.exec(line)?.groups ?? {};
  const isNumbered = found["number"] !== undefined;
  const isCheckbox = found["box"] !== undefined;
  if (found["bullet"] === undefined && !isNumbered && !isCheckbox) return null;
  if (isNumbered && isInside && !/^\(?(?:1|a|#)[.)]$/.test(found["number"] ?? "")) return null;
  return { what: "item", depth: indentOf(indent), words, isNumbered, isCheckbox };
}
