import type { Format } from "./format.ts";

/** TODO(format) */
export const kiro: Format = {
  name: "kiro",
  looksLike: "a Kiro spec: requirements.md, design.md, tasks.md",
  groups: () => [],
  read: () => {
    throw new Error("not read yet");
  },
};
