import type { BoundaryItem } from "@fabrikk/state";

import { noteUse, type DataLedger } from "../../data/data-ledger.ts";
import type { DataMap, DataNode } from "../../data/data-node.ts";
import { findEntry } from "../../data/fields.ts";
import { readText, readTexts } from "../../data/read-values.ts";
import { readItem } from "../work-items/read-item.ts";
import type { WorkItem } from "../work-items/work-item.ts";
import { readConstraints } from "./read-constraints.ts";

/** An issue as one item, and the rules that it gives. */
export interface IssueReading {
  readonly item: WorkItem;
  readonly always: readonly BoundaryItem[];
}

/** Reads an issue: what is to be done, its criteria and commands; what its context says is part of its text. */
export function readIssue(ledger: DataLedger, root: DataMap): IssueReading {
  const item = readItem(
    ledger,
    { map: root, lines: root.lines, id: null, heading: "" },
    { kind: "work", idPrefix: "ISSUE", isForeign: true },
  );
  const context = findEntry(root, ["context"])?.value;
  const found = (key: string): DataNode | undefined =>
    context?.type === "map" ? findEntry(context, [key])?.value : undefined;
  const notes = found("architecturenotes");
  const files = found("filestoread");
  for (const node of [notes, files]) if (node !== undefined) noteUse(ledger, node, { what: "text", owner: root });
  const paths = files === undefined ? [] : readTexts(ledger, files).map(({ text }) => text);
  const paragraphs = [
    item.statement.text,
    notes === undefined ? null : readText(ledger, notes),
    paths.length === 0 ? null : `Read first: ${paths.join(", ")}`,
  ];
  const text = paragraphs.filter((paragraph) => paragraph !== null).join("\n\n");
  const constraints = [found("constraints"), findEntry(root, ["constraints"])?.value];
  return {
    item: { ...item, statement: { ...item.statement, text } },
    always: constraints.flatMap((node) => (node === undefined ? [] : readConstraints(ledger, node))),
  };
}
