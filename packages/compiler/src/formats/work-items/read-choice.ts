import { noteUse, refuseValue, type DataLedger } from "../../data/data-ledger.ts";
import type { DataNode } from "../../data/data-node.ts";
import { readWord } from "../../data/read-values.ts";
import { choose, type Choice } from "./choices.ts";

/** How a field with a choice is meant. */
export interface ChoiceManner<Value> {
  readonly choice: Choice<Value>;
  /** One word for people. */
  readonly what: string;
  readonly owner: DataNode;
  /** May other words stand in it? Then they are left unread. */
  readonly isOpen: boolean;
}

/** The value of a field that holds one of a few words, the first of these nodes that has one; other words are reported, or left unread. */
export function readChoice<Value>(
  ledger: DataLedger,
  nodes: readonly DataNode[],
  { choice, what, owner, isOpen }: ChoiceManner<Value>,
): Value | null {
  for (const node of nodes) {
    const word = isOpen && node.type !== "scalar" ? null : readWord(ledger, node);
    const value = word === null ? undefined : choose(choice, word);
    if (value === undefined && isOpen) continue;
    noteUse(ledger, node, { what, owner });
    if (value !== undefined) return value;
    if (word !== null)
      refuseValue(ledger, node, { code: choice.code, message: `"${word}" is none: ${choice.expected}` });
  }
  return null;
}
