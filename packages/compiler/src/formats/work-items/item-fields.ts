import type { FieldTable } from "../../data/fields.ts";

/** What a requirement or task of a data document may say about itself. */
export type ItemField =
  | "id"
  | "title"
  | "statement"
  | "howToTest"
  | "criteria"
  | "priority"
  | "risk"
  | "class"
  | "type"
  | "needs"
  | "files"
  | "readOnly"
  | "shared"
  | "closed"
  | "checks"
  | "verification"
  | "testLevels"
  | "deferred"
  | "status"
  | "subtasks"
  | "parent"
  | "wave";

/**
 * The keys in use for each, folded. Their order is the one in which the texts of an item are put together, so that its id does not depend on
 * the order of its keys.
 */
export const itemFields: FieldTable<ItemField> = {
  id: ["id", "key", "identifier", "taskid", "requirementid", "reqid", "storyid", "packetid", "issueid", "number"],
  title: ["title", "name", "label", "taskname"],
  statement: [
    ...["text", "requirement", "statement", "story", "summary", "description", "objective", "goal", "intent", "action"],
    ...[
      "details",
      "detail",
      "instruction",
      "instructions",
      "prompt",
      "executionprompt",
      "builderprompt",
      "body",
      "content",
      "steps",
    ],
    ...["constraints", "invariants"],
  ],
  howToTest: ["teststrategy", "verificationtargets"],
  criteria: [
    ...[
      "acceptancecriteria",
      "acceptance",
      "acceptancetests",
      "criteria",
      "definitionofdone",
      "donewhen",
      "exitcriteria",
    ],
    ...["successcriteria"],
  ],
  priority: ["priority"],
  risk: ["risk", "risklevel"],
  class: ["class", "runclass"],
  type: ["type", "tasktype", "kind", "category"],
  needs: ["dependson", "dependencies", "depends", "deps", "blockedby", "requires", "needs", "after"],
  files: [
    ...[
      "files",
      "file",
      "owned",
      "owns",
      "scope",
      "paths",
      "filesinscope",
      "filestotouch",
      "filestomodify",
      "filestocreate",
    ],
    ...["touchedfiles", "targetfiles", "allowedpaths", "fileslikely", "modifiedfiles"],
  ],
  readOnly: ["readonly", "readonlyfiles"],
  shared: ["shared", "sharedfiles"],
  closed: ["filesoutofscope", "outofscope", "forbiddenpaths", "forbiddenfiles"],
  checks: ["commands", "verificationcommands", "verificationcommand", "testcommand", "testcommands"],
  verification: ["checks", "check", "verification", "verify", "validation", "gates"],
  testLevels: ["testlevels", "testlevel"],
  deferred: ["deferred"],
  status: ["status", "state", "passes", "done", "completed"],
  subtasks: ["subtasks", "children"],
  parent: ["parent", "parentid", "parenttask"],
  wave: ["wave"],
};
