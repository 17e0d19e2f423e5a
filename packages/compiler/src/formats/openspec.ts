import type { Format } from "./format.ts";
import { groupChanges } from "./openspec/group-changes.ts";
import { readChange } from "./openspec/read-change.ts";

/** Changes of Fission-AI/OpenSpec, and its main specs where no change is given. One group a change; a main spec is one of its own. */
export const openspec: Format = {
  name: "openspec",
  looksLike: "an OpenSpec change: proposal.md, tasks.md, specs/*/spec.md with ADDED, MODIFIED, REMOVED Requirements",
  isEachAlone: false,
  groups: groupChanges,
  read: readChange,
};
