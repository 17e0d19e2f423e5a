import type { Format } from "./format.ts";

/** TODO(format) */
export const fire: Format = {
  name: "fire",
  looksLike: "a FIRE intent: requirements or brief, units, stories, work items",
  groups: () => [],
  read: () => {
    throw new Error("not read yet");
  },
};
