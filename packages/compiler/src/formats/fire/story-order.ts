import { plainText } from "../../spec/plain-text.ts";
import type { SpecProblem } from "../../spec/spec-problem.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import { allAfter, type OrderEdge } from "../feature/order-work.ts";
import { sectionItems } from "../feature/section-items.ts";
import type { WorkEntry } from "../feature/spec-entry.ts";
import { unitOf } from "./intent-role.ts";
import type { UnitReading } from "./read-unit.ts";
import { storyName } from "./story-ids.ts";

/** The order that stories, work items and units state, and what it misses. */
export interface StoryOrder {
  readonly order: readonly OrderEdge[];
  readonly problems: readonly SpecProblem[];
}

/** What an order is read from. */
export interface OrderContext {
  readonly ids: ReadonlyMap<FeatureDocument, string>;
  readonly units: readonly UnitReading[];
  readonly work: readonly WorkEntry[];
}

const written = { pinned: true, isWritten: true } as const;

/**
 * `depends_on` of the front matter, the list "Requires", and the units that a unit depends on. What `depends_on` names must be among
 * the documents; the others may name what exists already.
 */
export function storyOrder(documents: readonly FeatureDocument[], context: OrderContext): StoryOrder {
  const { ids } = context;
  const find = finder(documents, ids);
  const problems: SpecProblem[] = [];
  const order: OrderEdge[] = [];
  for (const document of documents) {
    const from = ids.get(document) ?? "";
    const field = document.matter.fields.get("depends_on");
    for (const name of field?.values ?? []) {
      const to = find(name, document);
      if (to !== null) order.push({ from, to, ...written });
      else if (!/^(?:none|null|~)?$/i.test(name))
        problems.push({
          code: "FABRIKK_COMPILER_LINK_UNKNOWN",
          file: document.file,
          line: field?.line ?? 1,
          message: `${from} depends on ${name}, and the documents hold no such story or work item`,
        });
    }
    for (const { text } of sectionItems(document, /^requires$/i).items) {
      const to = find(plainText(text).replace(/[\s:(].*$/, ""), document);
      if (to !== null) order.push({ from, to, ...written });
    }
  }
  return { order: [...order, ...unitOrder(documents, context)], problems };
}

/** Finds a story by its name, its file's name, or either behind its unit's; one of the same unit first. */
function finder(documents: readonly FeatureDocument[], ids: ReadonlyMap<FeatureDocument, string>) {
  const found = new Map<string, string>();
  for (const document of documents) {
    const unit = unitOf(document.file, document.matter);
    for (const name of [storyName(document), document.name.replace(/\.[^.]*$/, "")]) {
      for (const key of [name, `${unit}/${name}`]) {
        if (!found.has(key.toLowerCase())) found.set(key.toLowerCase(), ids.get(document) ?? "");
      }
    }
  }
  return (name: string, of: FeatureDocument): string | null => {
    const key = name.replace(/\.md$/i, "").toLowerCase();
    return found.get(`${unitOf(of.file, of.matter)}/${key}`.toLowerCase()) ?? found.get(key) ?? null;
  };
}

/** All stories of a unit come after all open ones of the units it depends on. */
function unitOrder(documents: readonly FeatureDocument[], { ids, units, work }: OrderContext): readonly OrderEdge[] {
  const open = new Set(work.filter(({ done }) => done === null).map(({ requirement }) => requirement.id));
  const members = new Map<string, string[]>();
  for (const document of documents) {
    const [unit, id] = [unitOf(document.file, document.matter), ids.get(document) ?? ""];
    if (open.has(id)) members.set(unit, [...(members.get(unit) ?? []), id]);
  }
  return units.flatMap(({ unit, needs }) =>
    needs.flatMap((need) => allAfter(members.get(unit) ?? [], members.get(need) ?? [], written)),
  );
}
