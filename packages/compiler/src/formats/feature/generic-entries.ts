import type { Block } from "../../spec/block.ts";
import { claimBlocks } from "../../spec/claim-blocks.ts";
import { assignIds } from "../../spec/content-id.ts";
import { statementOf, type Statement } from "../../spec/statement.ts";
import type { FeatureDocument } from "./feature-document.ts";
import { isRule } from "./section-claim.ts";
import { specEntry, type EntryFields, type SpecEntry } from "./spec-entry.ts";

/** What the reader of a format knows better than the recognizers. */
export interface GenericOptions {
  /** Indexes of blocks that the format has read itself. */
  readonly taken: ReadonlySet<number>;
  readonly fieldsOf?: (statement: Statement) => Partial<EntryFields>;
}

/** The requirements that the recognizers of Markdown find in what a format leaves over of a document (FAB-INT-002). */
export function genericEntries(document: FeatureDocument, { taken, fieldsOf }: GenericOptions): readonly SpecEntry[] {
  const { blocks } = document;
  const sections = sectionsOf(blocks);
  const claims = claimBlocks(blocks, taken).map((claim) => ({
    ...claim,
    blocks: claim.blocks.filter((each) => !isRule(blocks[each])),
  }));
  const found = claims.flatMap((claim, index) => {
    const statement = statementOf(blocks, claim);
    const isOnlyTitle = statement.text === "" && (claims[index + 1]?.index ?? blocks.length) < claim.until;
    return isOnlyTitle ? [] : [{ statement, claim, section: sections[claim.index] ?? "" }];
  });
  const ids = assignIds(found.map(({ statement }) => statement));
  return found.map(({ section, ...stated }, index) =>
    specEntry(document, stated, { id: ids[index] ?? "", section, ...fieldsOf?.(stated.statement) }),
  );
}

/** The title of the section that each block stands in; a heading stands in the one around its own. */
function sectionsOf(blocks: readonly Block[]): readonly string[] {
  let open: readonly Block[] = [];
  return blocks.map((block, index) => {
    open = open.filter(({ end }) => end > index);
    const around = (open.at(-1)?.heading ?? "").replace(/\s*\([^()]*\)$/, "");
    if (block.type === "heading") open = [...open, block];
    return around;
  });
}
