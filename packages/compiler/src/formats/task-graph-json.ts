import type { Format } from "./format.ts";
import { groupTaskFiles } from "./task-graph/group-task-files.ts";
import { readTaskFiles } from "./task-graph/read-task-files.ts";

/** Plans of tasks with dependencies, in the shapes that planning tools write (FAB-INT-008). */
export const taskGraphJson: Format = {
  name: "task-graph",
  looksLike: "a plan of tasks as JSON or YAML: tasks.json, *.task.json, prd.json with userStories, nodes and edges",
  isEachAlone: false,
  groups: groupTaskFiles,
  read: readTaskFiles,
};
