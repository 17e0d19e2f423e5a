import type { DataDocument } from "../../data/data-document.ts";
import { noteUse, openLedger, type DataLedger } from "../../data/data-ledger.ts";
import type { DataMap } from "../../data/data-node.ts";
import { findEntry } from "../../data/fields.ts";
import { readText } from "../../data/read-values.ts";
import { findTasks } from "./find-tasks.ts";
import { readEdges, type TaskEdge } from "./read-edges.ts";
import { readTask } from "./read-task.ts";
import { readWaves, waveNumber } from "./read-waves.ts";
import type { TaskDraft } from "./task-draft.ts";

/** What one document says, before it is known what its ids mean. */
export interface TaskReading {
  readonly ledger: DataLedger;
  readonly title: string | null;
  readonly drafts: readonly TaskDraft[];
  readonly edges: readonly TaskEdge[];
  /** The waves that the plan declares as a whole: ids as they are written. */
  readonly waves: readonly (readonly string[])[];
}

/** Reads the tasks of a document. One without tasks is the index of the others. */
export function readTasks(document: DataDocument): TaskReading {
  const ledger = openLedger(document);
  const found = findTasks(document.root, document.file);
  if (found === null && document.root !== null)
    noteUse(ledger, document.root, { what: "index of the files with tasks", owner: null });
  const { tasks, edges, holder } = found ?? { tasks: [], edges: null, holder: null };
  return {
    ledger,
    title: holder === null ? null : readTitle(ledger, holder),
    drafts: tasks.flatMap((task) => {
      const [draft, ...subtasks] = readTask(ledger, task);
      return draft === undefined
        ? []
        : [{ ...draft, wave: draft.item === null ? null : waveNumber(ledger, task.map) }, ...subtasks];
    }),
    edges: edges === null ? [] : readEdges(ledger, edges),
    waves: holder === null ? [] : readWaves(ledger, holder),
  };
}

/** The plan's own title, or the one in its `meta` or `metadata`. */
function readTitle(ledger: DataLedger, holder: DataMap): string | null {
  const about = findEntry(holder, ["meta", "metadata"])?.value;
  const maps = [holder, ...(about?.type === "map" ? [about] : [])];
  const [title] = maps.flatMap((map) => findEntry(map, ["title", "name", "project", "projectname"])?.value ?? []);
  if (title?.type !== "scalar" || typeof title.value !== "string") return null;
  noteUse(ledger, title, { what: "title of the plan", owner: null });
  return readText(ledger, title);
}
