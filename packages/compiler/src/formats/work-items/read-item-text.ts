import type { DataLedger } from "../../data/data-ledger.ts";
import type { DataNode } from "../../data/data-node.ts";
import { isNothing, readText, readTexts, refuseKind } from "../../data/read-values.ts";

/** The values that hold the words of an item, in the order in which they are put together. */
export interface TextValues {
  readonly titles: readonly DataNode[];
  readonly statements: readonly DataNode[];
  /** How it is to be tested. */
  readonly tests: readonly DataNode[];
}

/** The words of an item, and the values that they were read from. */
export interface ItemText {
  /** "" where the item has no words. */
  readonly title: string;
  /** Markdown: the title, then what says more, in paragraphs; "" where nothing is said. */
  readonly text: string;
  readonly nodes: readonly DataNode[];
}

/**
 * Puts the words of an item together: a paragraph a value, a list as points.
 * @param isForeign values of other kinds are left unread; else they are reported
 */
export function readItemText(ledger: DataLedger, values: TextValues, isForeign: boolean): ItemText {
  const nodes: DataNode[] = [];
  const read = (from: readonly DataNode[]): readonly string[] =>
    from.flatMap((node) => {
      const text = textOf(ledger, node, isForeign);
      if (text !== null) nodes.push(node);
      return text === null || text === "" ? [] : [text];
    });
  const said = [...read(values.titles), ...read(values.statements)];
  const paragraphs = [
    ...new Set([
      ...said,
      ...read(values.tests).map((text) => `How to test:${text.startsWith("- ") ? "\n" : " "}${text}`),
    ]),
  ];
  return { title: (said[0] ?? "").split("\n")[0] ?? "", text: paragraphs.join("\n\n"), nodes };
}

/** Null for what is left unread; "" where the value says nothing. */
function textOf(ledger: DataLedger, node: DataNode, isForeign: boolean): string | null {
  if (isNothing(node)) return "";
  if (isText(node)) return readText(ledger, node);
  if (node.type === "list" && node.items.every(isText))
    return readTexts(ledger, node)
      .map(({ text }) => `- ${text}`)
      .join("\n");
  if (!isForeign) refuseKind(ledger, node, "a text");
  return null;
}

function isText(node: DataNode): boolean {
  return node.type === "scalar" && typeof node.value === "string";
}
