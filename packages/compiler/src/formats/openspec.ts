import type { Format } from "./format.ts";

/** TODO(format) */
export const openspec: Format = {
  name: "openspec",
  looksLike: "an OpenSpec change: proposal.md, tasks.md, specs/*/spec.md with ADDED, MODIFIED, REMOVED Requirements",
  groups: () => [],
  read: () => {
    throw new Error("not read yet");
  },
};
