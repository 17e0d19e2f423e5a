import type { RequirementKind } from "@fabrikk/state";

import type { Block } from "../../spec/block.ts";
import type { Claim } from "../../spec/claim-blocks.ts";

/** Where a statement of a format stands. */
export interface ClaimPlace {
  readonly kind: RequirementKind;
  readonly id: string | null;
  /** Offset in the block's body at which its words start. */
  readonly textFrom: number;
  /** Index of the first block after it; the end of its block's section or list item where not given. */
  readonly until?: number;
  /** Indexes of blocks inside that belong to something else. */
  readonly without?: ReadonlySet<number>;
}

/** The claim of a format that knows where its statements are: a heading with its section, or a list item with all in it. */
export function sectionClaim(blocks: readonly Block[], index: number, place: ClaimPlace): Claim {
  const block = blocks[index];
  if (block === undefined) throw new Error("a claim stands at a block");
  const { kind, id, textFrom } = place;
  const until = place.until ?? block.end;
  const own: number[] = [];
  for (let each = index + 1; each < until; each += 1) {
    if (place.without?.has(each) !== true && !isRule(blocks[each])) own.push(each);
  }
  return {
    recognizer: { kind, holds: "nested", inside: [], recognize: () => [] },
    mark: { id, from: 0, to: block.body.length, textFrom },
    block,
    index,
    blocks: own,
    until,
  };
}

/** `---` between sections belongs to none. */
export function isRule(block: Block | undefined): boolean {
  return block?.example?.what === "line";
}
