import type { Block } from "./block.ts";

/** Can sentences of the block be statements by themselves? The head of a table names columns. */
export function holdsSentences({ type, around }: Block): boolean {
  return type === "paragraph" || type === "item" || (type === "cell" && around?.isHead !== true);
}
