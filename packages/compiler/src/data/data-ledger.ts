import type { ErrorCode } from "@fabrikk/state";

import type { SpecProblem } from "../spec/spec-problem.ts";
import type { DataDocument } from "./data-document.ts";
import type { DataNode } from "./data-node.ts";

/** What a value of a document was read as. */
export interface DataUse {
  /** One word or clause for people: `text`, `files`, `title of the document`. */
  readonly what: string;
  /** The value that states the requirement it belongs to; null where it belongs to none. */
  readonly owner: DataNode | null;
}

/** What a format keeps while it reads a document: what each value was read as, and what is wrong with it. */
export interface DataLedger {
  readonly document: DataDocument;
  /** A value that is in none was not read, unless one that holds it is. */
  readonly uses: Map<DataNode, DataUse>;
  readonly problems: SpecProblem[];
  /** What was taken for granted, one sentence each. */
  readonly assumptions: Set<string>;
}

/** An empty ledger for a document; the faults of its syntax stay with the document. */
export function openLedger(document: DataDocument): DataLedger {
  return { document, uses: new Map(), problems: [], assumptions: new Set() };
}

/** Notes what a value was read as; its parts with it, unless they are noted by themselves. */
export function noteUse(ledger: DataLedger, node: DataNode, use: DataUse): void {
  ledger.uses.set(node, use);
}

/** Reports what is wrong with a value: the message begins with its path. */
export function refuseValue(
  ledger: DataLedger,
  node: DataNode,
  { code, message }: { readonly code: ErrorCode; readonly message: string },
): void {
  const place = node.path === "" ? "the document" : node.path;
  ledger.problems.push({ code, file: ledger.document.file, line: node.lines[0], message: `${place}: ${message}` });
}
