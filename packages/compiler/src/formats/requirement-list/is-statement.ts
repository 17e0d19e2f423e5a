import type { DataMap, DataNode } from "../../data/data-node.ts";
import { findEntry } from "../../data/fields.ts";
import { isRequirementId } from "../../spec/requirement-id.ts";
import { itemFields } from "../work-items/item-fields.ts";

/** Keys that nothing but a requirement has. */
const plainWords = ["text", "requirement", "statement", "story"];

/**
 * Does a value of a list state a requirement: a text of several words, or an object with a text? Packages, paths and settings do not.
 * @param isKeyed stands the list under a key that says what it holds? Then a title or description is enough.
 */
export function isStatement(value: DataNode, isKeyed = false): boolean {
  if (value.type === "list") return false;
  if (value.type === "scalar") return typeof value.value === "string" && isSentence(value.value);
  if (hasPlainText(value) || idPair(value) !== null) return true;
  const [hasTitle, hasText] = [has(value, itemFields.title), has(value, itemFields.statement)];
  return (hasTitle || hasText) && (isKeyed || has(value, itemFields.id));
}

/** Does an object state a requirement in so many words, whatever else it holds? */
export function hasPlainText(value: DataNode): boolean {
  return value.type === "map" && has(value, plainWords);
}

/** Does a value that stands under an id state what the id is for? */
export function statesByKey(value: DataNode): boolean {
  if (value.type === "scalar") return typeof value.value === "string" && isSentence(value.value);
  return value.type === "map" && has(value, [...itemFields.title, ...itemFields.statement]);
}

/** `- REQ-1: text` is an object with one key: an id with its text. */
export function idPair(map: DataMap): { readonly id: string; readonly value: DataNode } | null {
  const [only, ...others] = map.entries;
  if (only === undefined || others.length > 0 || !isRequirementId(only.key) || !statesByKey(only.value)) return null;
  return { id: only.key, value: only.value };
}

function has(map: DataMap, keys: readonly string[]): boolean {
  return findEntry(map, keys) !== undefined;
}

/** Two words or more; or letters of a script that sets no spaces between words. */
function isSentence(text: string): boolean {
  return text.split(/\s+/).filter((word) => /^[^\p{L}]?\p{L}/u.test(word)).length >= 2 || /\p{Lo}{4}/u.test(text);
}
