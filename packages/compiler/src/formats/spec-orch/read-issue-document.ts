import type { DataDocument } from "../../data/data-document.ts";
import { openLedger } from "../../data/data-ledger.ts";
import { explainData } from "../../data/explain-data.ts";
import type { SpecReading } from "../../spec/spec-reading.ts";
import { emptyReading } from "../empty-reading.ts";
import { assembleItems } from "../work-items/assemble-items.ts";
import { readIssue } from "./read-issue.ts";

/** The reading of one issue: one grouping of the issue and its criteria. */
export function readIssueDocument(document: DataDocument): SpecReading {
  if (document.problems.length > 0 || document.root?.type !== "map") return emptyReading(document.problems);
  const ledger = openLedger(document);
  const { item, always } = readIssue(ledger, document.root);
  const { requirements, groupings, deferred, problems, ids } = assembleItems([item]);
  return {
    ...emptyReading([...ledger.problems, ...problems].toSorted((a, b) => a.line - b.line)),
    title: item.statement.title || null,
    requirements,
    groupings,
    deferred,
    boundaries: { always: [...always], ask_first: [], never: [] },
    assumptions: [...ledger.assumptions],
    ...explainData(ledger, ids),
  };
}
