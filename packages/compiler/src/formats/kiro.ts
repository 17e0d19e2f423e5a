import type { Format } from "./format.ts";
import { groupSpecs } from "./kiro/group-specs.ts";
import { readKiroSpec } from "./kiro/read-kiro-spec.ts";

/** Specs of Kiro, `.kiro/specs/<feature>/`: requirements with numbered criteria, a design, and tasks that link to criteria. One group a spec. */
export const kiro: Format = {
  name: "kiro",
  looksLike: "a Kiro spec: requirements.md, design.md, tasks.md",
  isEachAlone: false,
  groups: groupSpecs,
  read: readKiroSpec,
};
