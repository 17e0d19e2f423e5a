import type { Format } from "./format.ts";

/** TODO(format) */
export const requirementList: Format = {
  name: "list",
  looksLike: "a list of requirements as YAML or JSON",
  groups: () => [],
  read: () => {
    throw new Error("not read yet");
  },
};
