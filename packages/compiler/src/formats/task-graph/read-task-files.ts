import { explainData } from "../../data/explain-data.ts";
import { readData } from "../../data/read-data.ts";
import type { SourceText, SpecReading } from "../../spec/spec-reading.ts";
import { emptyReading } from "../empty-reading.ts";
import { joinReadings } from "../join-readings.ts";
import { assembleItems } from "../work-items/assemble-items.ts";
import { connectTasks } from "./connect-tasks.ts";
import { readTasks } from "./task-reading.ts";

/** Reads a plan, or the files of single tasks that belong together: one grouping a task, with its subtasks and criteria. */
export function readTaskFiles(group: readonly SourceText[]): SpecReading {
  const files = group.map(({ file }) => file);
  const documents = group.map((source) => readData(source));
  const readings = documents.filter(({ problems }) => problems.length === 0).map(readTasks);
  const { items, waves, problems, leftOut } = connectTasks(readings);
  const { ids, problems: duplicates, ...records } = assembleItems(items);
  const told = readings.map(({ ledger, title }) => ({
    ...emptyReading(ledger.problems),
    ...explainData(ledger, ids),
    title,
    assumptions: [...ledger.assumptions],
  }));
  const plan: SpecReading = {
    ...emptyReading([...documents.flatMap((document) => document.problems), ...problems, ...duplicates]),
    ...records,
    declaredWaves: waves.length === 0 ? [] : [{ file: files[0] ?? "", waves: waves.map((wave) => [...wave]) }],
    assumptions:
      leftOut.length === 0 ? [] : [`Tasks that are marked as done or given up are left out: ${listed(leftOut)}.`],
  };
  return joinReadings([...told, plan], files);
}

/** The first ten, and how many more. */
function listed(ids: readonly string[]): string {
  const more = ids.length - 10;
  return [...ids.slice(0, 10), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
