import { readData } from "../data/read-data.ts";
import type { Format } from "./format.ts";
import { documentKind } from "./spec-orch/document-kind.ts";
import { groupDocuments } from "./spec-orch/group-documents.ts";
import { readIssueDocument } from "./spec-orch/read-issue-document.ts";
import { readMissionDocuments } from "./spec-orch/read-mission-documents.ts";

/** The documents of spec-orch: issues, and missions with their plans of work packets in declared waves (FAB-INT-008). */
export const specOrch: Format = {
  name: "spec-orch",
  looksLike: "spec-orch as JSON: an issue, or a mission and its plan, with the spec.md of their folder",
  isEachAlone: false,
  groups: groupDocuments,
  read: (group) => {
    const [only, ...others] = group;
    if (only === undefined) throw new Error("a group has a document");
    if (others.length > 0) return readMissionDocuments(group);
    const document = readData(only);
    return documentKind(document.root) === "issue" ? readIssueDocument(document) : readMissionDocuments(group);
  },
};
