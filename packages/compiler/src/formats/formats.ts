import { fire } from "./fire.ts";
import type { Format } from "./format.ts";
import { gherkin } from "./gherkin.ts";
import { kiro } from "./kiro.ts";
import { markdown } from "./markdown.ts";
import { openspec } from "./openspec.ts";
import { plainText } from "./plain-text.ts";
import { requirementList } from "./requirement-list.ts";
import { specKit } from "./spec-kit.ts";
import { specOrch } from "./spec-orch.ts";
import { taskGraphJson } from "./task-graph-json.ts";

/** The formats, the most particular first: what one has taken, a later one does not see (FAB-INT-008). */
export const formats: readonly Format[] = [
  specKit,
  openspec,
  kiro,
  fire,
  specOrch,
  taskGraphJson,
  gherkin,
  requirementList,
  plainText,
  markdown,
];
