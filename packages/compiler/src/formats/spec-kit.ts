import type { Format } from "./format.ts";

/** TODO(format) */
export const specKit: Format = {
  name: "spec-kit",
  looksLike: "a spec-kit feature folder: spec.md, plan.md, tasks.md",
  groups: () => [],
  read: () => {
    throw new Error("not read yet");
  },
};
