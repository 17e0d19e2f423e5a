import type { BoundaryItem } from "@fabrikk/state";

import { normativeSentences } from "../../spec/normative-sentences.ts";
import { oneLine } from "../../spec/one-line.ts";
import { plainText } from "../../spec/plain-text.ts";
import type { SourceNote } from "../../spec/spec-reading.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import { noteOn } from "../feature/note-on.ts";

/** What every task is told. */
export interface ConstraintReading {
  readonly always: readonly BoundaryItem[];
  readonly places: readonly SourceNote[];
}

/** The plan's `**Constraints**:` and the rules of the constitution hold for all work: they go into every task. */
export function readConstraints(documents: readonly FeatureDocument[]): ConstraintReading {
  const always: BoundaryItem[] = [];
  const places: SourceNote[] = [];
  for (const document of documents) {
    const { file, name } = document;
    const what = name === "plan.md" ? "constraint: told to every task" : "rule of the constitution: told to every task";
    const found = name === "plan.md" ? constraints(document) : name === "constitution.md" ? rules(document) : [];
    for (const { text, lines } of found) {
      always.push({ text, paths: [] });
      places.push(noteOn({ file, lines }, what));
    }
    if (!/\/checklists\/[^/]*$/i.test(`/${file}`)) continue;
    places.push(noteOn({ file, lines: [1, document.lines.length] }, "checklist about the spec itself"));
  }
  return { always, places };
}

interface Rule {
  readonly text: string;
  readonly lines: readonly [number, number];
}

function constraints({ blocks }: FeatureDocument): readonly Rule[] {
  return blocks.flatMap((block) => {
    if (block.type !== "paragraph" && block.type !== "item") return [];
    return block.source.split("\n").flatMap((line, offset): readonly Rule[] => {
      const value = oneLine(/^\W*\*\*Constraints\*\*\s*:\s*(.+)$/i.exec(line)?.[1] ?? "");
      const number = block.lines[0] + offset;
      return /^(?:|n\/?a\b.*|none\b.*|needs clarification\W*|\[(?:domain-specific|e\.g\.).*)$/i.test(value)
        ? []
        : [{ text: value, lines: [number, number] }];
    });
  });
}

function rules({ file, blocks }: FeatureDocument): readonly Rule[] {
  return normativeSentences(file, blocks).map(({ text, source }) => ({ text: plainText(text), lines: source.lines }));
}
