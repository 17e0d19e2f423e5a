import { openLedger } from "../data/data-ledger.ts";
import { explainData } from "../data/explain-data.ts";
import { isDataFile, readData } from "../data/read-data.ts";
import { mergeGroupings } from "../spec/merge-groupings.ts";
import type { SourceText, SpecReading } from "../spec/spec-reading.ts";
import { emptyReading } from "./empty-reading.ts";
import type { Format } from "./format.ts";
import { readList } from "./requirement-list/read-list.ts";
import { assembleItems } from "./work-items/assemble-items.ts";

/** A YAML or JSON list of requirements (FAB-INT-001): the format of every such document that no format before it takes. */
export const requirementList: Format = {
  name: "list",
  looksLike: "a list of requirements as YAML or JSON: texts or objects with a text, or ids with their texts",
  isEachAlone: true,
  groups: (sources) => sources.filter(({ file }) => isDataFile(file)).map((source) => [source]),
  read: (group) => {
    const [source] = group;
    if (source === undefined) throw new Error("a group has a document");
    return readRequirementList(source);
  },
};

function readRequirementList(source: SourceText): SpecReading {
  const document = readData(source);
  if (document.problems.length > 0) return emptyReading(document.problems);
  const ledger = openLedger(document);
  const { title, items } = readList(ledger);
  const { requirements, groupings, dependencies, deferred, problems, ids } = assembleItems(items);
  return {
    ...emptyReading([...ledger.problems, ...problems].toSorted((a, b) => a.line - b.line)),
    title,
    requirements,
    groupings: mergeGroupings(groupings),
    dependencies,
    deferred,
    assumptions: [...ledger.assumptions],
    ...explainData(ledger, ids),
  };
}
