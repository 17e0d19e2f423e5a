import type { Format } from "./format.ts";

/** TODO(format) */
export const taskGraphJson: Format = {
  name: "task-graph",
  looksLike: "a task graph as JSON: *.task.json",
  groups: () => [],
  read: () => {
    throw new Error("not read yet");
  },
};
