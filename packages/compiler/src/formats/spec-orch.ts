import type { Format } from "./format.ts";

/** TODO(format) */
export const specOrch: Format = {
  name: "spec-orch",
  looksLike: "spec-orch issues, missions and plans as JSON",
  groups: () => [],
  read: () => {
    throw new Error("not read yet");
  },
};
