import type { Risk } from "@fabrikk/state";

import type { SpecProblem } from "../../spec/spec-problem.ts";
import { priorityWord } from "../../spec/priority-words.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import { mentionedIds } from "../feature/mentioned-ids.ts";
import type { OrderEdge } from "../feature/order-work.ts";
import { specEntry, type SpecEntry, type WorkEntry } from "../feature/spec-entry.ts";
import { statedAt } from "../feature/stated.ts";
import { criterionDrafts, criterionEntries } from "./criterion-entries.ts";
import { unitOf } from "./intent-role.ts";
import { storyIds } from "./story-ids.ts";
import { storyOrder } from "./story-order.ts";
import type { UnitReading } from "./read-unit.ts";

/** What the stories or work items of an intent say. */
export interface StoryReading {
  readonly work: readonly WorkEntry[];
  readonly criteria: readonly SpecEntry[];
  readonly order: readonly OrderEdge[];
  readonly problems: readonly SpecProblem[];
}

/** What stories are read with. */
export interface StoryContext {
  /** Ids of the intent's requirements. */
  readonly known: ReadonlySet<string>;
  readonly units: readonly UnitReading[];
}

/** Each story or work item is a piece of work that serves its own acceptance criteria, and the requirements whose ids it names. */
export function readStories(documents: readonly FeatureDocument[], { known, units }: StoryContext): StoryReading {
  const ids = storyIds(documents);
  const drafts = documents.map((document) => {
    const id = ids.get(document) ?? "";
    const done = doneAt(document);
    const criteria = criterionDrafts(document, /^acceptance criteria$/i, { holder: id, done });
    return { document, id, done, criteria };
  });
  const entries = criterionEntries(drafts.flatMap(({ criteria }) => criteria.drafts));
  let next = 0;
  const work = drafts.map(({ document, id, done, criteria }): WorkEntry => {
    const own = entries.slice(next, (next += criteria.drafts.length));
    const entry = storyEntry(document, { id, done, without: criteria.blocks });
    const named = mentionedIds([entry.requirement.text, ...namedRequirements(document)].join(" "), known);
    return { ...entry, serves: [...own.map(({ requirement }) => requirement.id), ...named] };
  });
  return { work, criteria: entries, ...storyOrder(documents, { ids, units, work }) };
}

interface StoryFields {
  readonly id: string;
  readonly done: string | null;
  /** Indexes of the blocks of its criteria. */
  readonly without: ReadonlySet<number>;
}

function storyEntry(document: FeatureDocument, { id, done, without }: StoryFields): SpecEntry {
  const { blocks, matter, file } = document;
  const kind = matter.fields.has("story") || /(?:^|\/)stories\//i.test(file) ? "story" : "work";
  const at = Math.max(
    0,
    blocks.findIndex(({ type }) => type === "heading"),
  );
  const textFrom = /^(?:story|work item)\s*:\s*/i.exec(blocks[at]?.body ?? "")?.[0].length ?? 0;
  const priority = priorityWord(matter.fields.get("priority")?.value ?? "") ?? undefined;
  const fields = { id, section: unitOf(file, matter), priority, risk: riskOf(document), done };
  if (blocks.length === 0) return specEntry(document, { statement: emptyStory(document, kind), claim: null }, fields);
  return specEntry(document, statedAt(document, at, { kind, id, textFrom, until: blocks.length, without }), fields);
}

function emptyStory({ matter, lines }: FeatureDocument, kind: "story" | "work") {
  const title = matter.fields.get("title")?.value ?? "";
  const range: readonly [number, number] = [1, Math.max(1, lines.length)];
  return { kind, authorId: null, title, text: title, lines: range, heading: "", directives: [], priority: null };
}

/** The front matter says whether it is done; boxes are seldom ticked. */
function doneAt({ file, matter: { fields } }: FeatureDocument): string | null {
  const [status, implemented] = [fields.get("status"), fields.get("implemented")];
  if (implemented?.value === "true") return `it is implemented, by ${file}:${implemented.line}`;
  if (implemented?.value === "false" || status === undefined) return null;
  return /^(?:complete|completed|done|implemented)$/i.test(status.value)
    ? `its status is ${status.value}, by ${file}:${status.line}`
    : null;
}

function riskOf({ matter }: FeatureDocument): Risk | undefined {
  const complexity = matter.fields.get("complexity")?.value.toLowerCase();
  return complexity === "low" || complexity === "medium" || complexity === "high" ? complexity : undefined;
}

function namedRequirements({ matter: { fields } }: FeatureDocument): readonly string[] {
  return ["requirements", "requirement"].flatMap((name) => fields.get(name)?.values ?? []);
}
