import { refuseValue, type DataLedger } from "./data-ledger.ts";
import type { DataNode } from "./data-node.ts";

/** A text of a document, and the value it was read from. */
export interface DataText {
  readonly text: string;
  readonly node: DataNode;
}

/** Is nothing said here: null, or a text of white space? */
export function isNothing(node: DataNode): boolean {
  return node.type === "scalar" && (node.value === null || node.source.trim() === "");
}

/** Reports a value that is of the wrong kind: `FABRIKK_COMPILER_DATA_INVALID`. */
export function refuseKind(ledger: DataLedger, node: DataNode, expected: string): void {
  refuseValue(ledger, node, {
    code: "FABRIKK_COMPILER_DATA_INVALID",
    message: `${expected} is expected, and this is ${kindOf(node)}`,
  });
}

/** Says what a value is, for messages. */
function kindOf(node: DataNode): string {
  if (node.type === "list") return "a list";
  if (node.type === "map") return "an object";
  if (node.value === null) return "nothing";
  return typeof node.value === "string" ? "a text" : `the ${typeof node.value} ${node.source}`;
}

/** A text, null where nothing is said; what is no text is reported. */
export function readText(ledger: DataLedger, node: DataNode): string | null {
  if (isNothing(node)) return null;
  if (node.type === "scalar" && typeof node.value === "string") return trimmed(node.value);
  refuseKind(ledger, node, "a text");
  return null;
}

/** A word: a text or a number, as it is written. */
export function readWord(ledger: DataLedger, node: DataNode): string | null {
  if (isNothing(node)) return null;
  if (node.type === "scalar" && typeof node.value !== "boolean") return node.source.trim();
  refuseKind(ledger, node, "a text or a number");
  return null;
}

/** The texts of a list; one text stands for a list of one. */
export function readTexts(ledger: DataLedger, node: DataNode): readonly DataText[] {
  const nodes = node.type === "list" ? node.items : [node];
  return nodes.flatMap((each) => {
    const text = readText(ledger, each);
    return text === null ? [] : [{ text, node: each }];
  });
}

/** Without white space around it and at the ends of its lines. */
function trimmed(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[ \t]+$/gm, "")
    .trim();
}
