import { parse } from "yaml";

import { isRecord } from "./is-record.ts";
import { taskRunner } from "./task-runner.ts";

const names = ["Taskfile", "taskfile"].flatMap((name) =>
  [".yml", ".yaml", ".dist.yml", ".dist.yaml"].map((ending) => `${name}${ending}`),
);

/** Tasks of a Taskfile that are not internal. */
export const taskfile = taskRunner({
  name: "Taskfile",
  files: names,
  program: "task",
  tasks: (text) => {
    const document = parsed(text);
    if (!isRecord(document) || !isRecord(document["tasks"])) return { problem: "names no tasks, or is no YAML" };
    const tasks = Object.entries(document["tasks"]);
    return new Set(tasks.flatMap(([name, task]) => (isRecord(task) && task["internal"] === true ? [] : [name])));
  },
});

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: "silent" });
  } catch {
    return null;
  }
}
