import type { Priority, Risk } from "@fabrikk/state";

import { assignIds } from "../../spec/content-id.ts";
import { plainText } from "../../spec/plain-text.ts";
import type { FeatureDocument } from "./feature-document.ts";
import { namedPaths } from "./named-paths.ts";
import { specEntry, type WorkEntry } from "./spec-entry.ts";
import { statedAt, type Stated } from "./stated.ts";
import { workClass } from "./work-class.ts";
import type { WorkLine } from "./work-lines.ts";

/** A line of a plan as its format reads it further. */
export interface DraftLine extends WorkLine {
  /** The author's id; without one it is made from the line's words, so that a new number or other details leave it alone. */
  readonly id: string | null;
  readonly priority?: Priority | undefined;
  readonly risk?: Risk | undefined;
}

/** A piece of work before it is known what it serves, with the text in which links to requirements are looked for. */
export interface PlannedWork {
  readonly line: DraftLine;
  readonly entry: Omit<WorkEntry, "serves">;
  /** All that the line says, without what it is a part of. */
  readonly words: string;
}

/** What the lines of a plan are read with. */
export interface WorkContext {
  readonly document: FeatureDocument;
  /** Names of the documents of the feature: what a line names of them it reads, and does not write. */
  readonly documents: readonly string[];
}

/** The pieces of work of a plan: its lines that are not broken down further, each with the words of what it is a part of. */
export function workEntries(lines: readonly DraftLine[], context: WorkContext): readonly PlannedWork[] {
  const starts = new Set(lines.map(({ index }) => index));
  const found = new Map(lines.map((line) => [line.index, statedBy(line, starts, context)]));
  const leaves = lines.flatMap((line) => {
    const stated = found.get(line.index);
    return line.hasParts || stated === undefined ? [] : [{ line, stated }];
  });
  const ids = assignIds(
    leaves.map(
      ({
        line,
        stated: {
          statement: { title, heading },
        },
      }) => ({
        authorId: line.id,
        text: title,
        heading: heading.replace(/^\d+(?:\.\d+)*\.?\s+/, ""),
      }),
    ),
  );
  return leaves.map(({ line, stated }, index) => {
    const above = line.parent === null ? undefined : found.get(line.parent)?.statement.text;
    return plannedWork({ line, stated, id: ids[index] ?? "", above }, context);
  });
}

interface Leaf {
  readonly line: DraftLine;
  readonly stated: Stated;
  readonly id: string;
  /** The words of what it is a part of. */
  readonly above: string | undefined;
}

function plannedWork({ line, stated, id, above }: Leaf, { document, documents }: WorkContext): PlannedWork {
  const { priority, risk } = line;
  const { statement } = stated;
  const words = statement.text;
  const text = above === undefined || words === "" ? words : `${words}\n\nPart of: ${above}`;
  const section = statement.heading;
  const done = line.isDone ? `it is checked off at ${document.file}:${statement.lines[0]}` : null;
  const entry = specEntry(document, stated, { id, section, text, priority, risk, done });
  const { scope } = entry.facts;
  const closed = new Set([...scope.read_only, ...scope.shared]);
  const named = namedPaths(withoutExamples(words), documents).filter((path) => !closed.has(path));
  const owned = scope.owned.length > 0 ? scope.owned : named;
  const facts = {
    ...entry.facts,
    scope: { ...scope, owned },
    class: entry.facts.class ?? workClass(plainText(statement.title), owned),
  };
  return { line, words, entry: { ...entry, facts } };
}

function statedBy(line: DraftLine, starts: ReadonlySet<number>, { document }: WorkContext): Stated {
  const { blocks } = document;
  const without = new Set<number>();
  const end = line.hasParts ? (blocks[line.index]?.end ?? 0) : 0;
  let each = line.index + 1;
  while (each < end) {
    const until = starts.has(each) ? (blocks[each]?.end ?? each + 1) : each;
    for (let part = each; part < until; part += 1) without.add(part);
    each = Math.max(until, each + 1);
  }
  return statedAt(document, line.index, { kind: "work", id: line.id, textFrom: line.textFrom, without });
}

/** What stands in a fence or a quote is an example. */
function withoutExamples(text: string): string {
  return text.replace(/^([ \t]*)(`{3,}|~{3,})[\s\S]*?^[ \t]*\2[ \t]*$/gm, "").replace(/^[ \t]*>.*$/gm, "");
}
