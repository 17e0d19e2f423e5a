import type { Claim } from "../../spec/claim-blocks.ts";
import { statementOf, type Statement } from "../../spec/statement.ts";
import type { FeatureDocument } from "./feature-document.ts";
import { sectionClaim, type ClaimPlace } from "./section-claim.ts";

/** A statement, and the blocks that state it: null where they are no section or item. */
export interface Stated {
  readonly statement: Statement;
  readonly claim: Claim | null;
}

/** The statement that a heading with its section, or a list item with all in it, makes. */
export function statedAt({ blocks }: FeatureDocument, index: number, place: ClaimPlace): Stated {
  const claim = sectionClaim(blocks, index, place);
  return { statement: statementOf(blocks, claim), claim };
}
