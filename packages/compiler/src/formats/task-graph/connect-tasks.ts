import type { SpecProblem } from "../../spec/spec-problem.ts";
import { keepKnownNeeds } from "../work-items/keep-known-needs.ts";
import type { ItemNeed, WorkItem } from "../work-items/work-item.ts";
import { joinSubtasks } from "./join-subtasks.ts";
import type { TaskEdge } from "./read-edges.ts";
import { idResolver, type ResolveId } from "./resolve-needs.ts";
import type { TaskDraft } from "./task-draft.ts";
import type { TaskReading } from "./task-reading.ts";

/** The tasks of documents that belong together. */
export interface ConnectedTasks {
  readonly items: readonly WorkItem[];
  /** The ids of the open tasks of each wave that is declared, in order. */
  readonly waves: readonly (readonly string[])[];
  /** The ids of the tasks that are over. */
  readonly leftOut: readonly string[];
  /** Ids that mean nothing. */
  readonly problems: readonly SpecProblem[];
}

/** Finds what each id means: dependencies between tasks, edges, waves. What is over need not be waited for. */
export function connectTasks(readings: readonly TaskReading[]): ConnectedTasks {
  const drafts = readings.flatMap((reading) => reading.drafts);
  const resolve = idResolver(drafts);
  const over = new Set(drafts.flatMap(({ id, item }) => (item === null && id !== null ? [id] : [])));
  const known = new Set(drafts.flatMap(({ id }) => (id === null ? [] : [id, id.toLowerCase()])));
  const isKnown = (id: string): boolean => known.has(id) || known.has(id.toLowerCase());
  const edges = readings.flatMap((reading) => edgesOf(reading, resolve));
  const needs = Map.groupBy(edges, ({ needing }) => needing);
  const connected = drafts.map((draft) => withNeeds(draft, { resolve, edges: needs.get(draft.id ?? "") ?? [] }));
  const { items, problems } = keepKnownNeeds(joinSubtasks(connected), isKnown);
  return {
    items: items.map((item) => ({ ...item, needs: item.needs.filter(({ to }) => !over.has(to)) })),
    waves: wavesOf(readings, {
      resolve,
      open: new Set(drafts.flatMap(({ id, item }) => (item === null ? [] : (id ?? [])))),
    }),
    leftOut: [...over],
    problems: [...problems, ...edges.filter(({ needing }) => !isKnown(needing)).map(unknownEnd)],
  };
}

interface PlacedEdge extends TaskEdge {
  readonly file: string;
}

function edgesOf({ edges, ledger }: TaskReading, resolve: ResolveId): readonly PlacedEdge[] {
  const from = { parent: null, idPrefix: "TASK" };
  return edges.map(({ needing, needed, line }) => ({
    needing: resolve(needing, from),
    needed: resolve(needed, from),
    line,
    file: ledger.document.file,
  }));
}

function unknownEnd({ needing, line, file }: PlacedEdge): SpecProblem {
  const message = `an edge leads to ${needing}, and there is no such task here`;
  return { code: "FABRIKK_COMPILER_DEPENDENCY_UNKNOWN", file, line, message };
}

function withNeeds(
  draft: TaskDraft,
  { resolve, edges }: { readonly resolve: ResolveId; readonly edges: readonly PlacedEdge[] },
): TaskDraft {
  const { item } = draft;
  if (item === null) return draft;
  const own = item.needs.map((need): ItemNeed => ({ ...need, to: resolve(need.to, draft) }));
  const drawn = edges.map(({ needed, line }): ItemNeed => ({ from: item.statement.origin, to: needed, line }));
  return { ...draft, item: { ...item, needs: [...own, ...drawn] } };
}

/** What the plan declares as a whole, else what its tasks say, if each of them says it. */
function wavesOf(
  readings: readonly TaskReading[],
  { resolve, open }: { readonly resolve: ResolveId; readonly open: ReadonlySet<string> },
): readonly (readonly string[])[] {
  const declared = readings.flatMap(({ waves }) => waves);
  const from = { parent: null, idPrefix: "TASK" };
  if (declared.length > 0)
    return declared.map((wave) => wave.map((word) => resolve(word, from)).filter((id) => open.has(id)));
  const drafts = readings
    .flatMap((reading) => reading.drafts)
    .filter(({ item, parent }) => item !== null && parent === null);
  if (drafts.length === 0 || drafts.some(({ wave }) => wave === null)) return [];
  const waves = Map.groupBy(drafts, ({ wave }) => wave ?? 0);
  return [...waves].toSorted(([a], [b]) => a - b).map(([, wave]) => wave.flatMap(({ id }) => id ?? []));
}
