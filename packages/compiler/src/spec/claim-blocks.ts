import type { RequirementKind } from "@fabrikk/state";

import { attachedBlocks, heldUntil } from "./attached-blocks.ts";
import type { Block } from "./block.ts";
import type { Mark, Recognizer } from "./recognizer.ts";
import { recognizers } from "./recognizers.ts";

/** A statement found in a block, with the blocks that belong to it. */
export interface Claim {
  readonly recognizer: Recognizer;
  readonly mark: Mark;
  /** The block it was found in; its directives may have been taken for prose. */
  readonly block: Block;
  readonly index: number;
  /** Indexes of the other blocks that belong to it, in order. */
  readonly blocks: readonly number[];
  /** Index of the first block after all that it holds, what other statements in it claim included. */
  readonly until: number;
}

interface Holder {
  readonly claim: { -readonly [Key in keyof Claim]: Claim[Key] };
  readonly inside: ReadonlySet<RequirementKind>;
}

/**
 * Finds every statement of a document. One statement is claimed once, by the strongest recognizer that sees it. An id in
 * the document's title names the document; where nothing else is found, it names the one requirement that it is.
 * @param skipped indexes of blocks that were read for something else
 */
export function claimBlocks(blocks: readonly Block[], skipped: ReadonlySet<number>): readonly Claim[] {
  const claims = claimAll(blocks, skipped);
  if (claims.length > 0) return claims;
  return claimAll(
    blocks.map((block) => ({ ...block, isTitle: false })),
    skipped,
  );
}

function claimAll(blocks: readonly Block[], skipped: ReadonlySet<number>): readonly Claim[] {
  const claims: Claim[] = [];
  const holders: Holder[] = [];
  const taken = new Set(skipped);
  let open: readonly Holder[] = [];
  for (const [index, block] of blocks.entries()) {
    open = open.filter(({ claim }) => claim.until > index);
    if (taken.has(index)) continue;
    const found = recognize(block, open);
    const last = found.marks.at(-1);
    if (last === undefined) continue;
    const attached = last.recognizer.holds === "list" ? attachedBlocks(blocks, index, last.mark) : [];
    for (const each of attached) taken.add(each);
    const made = found.marks.map(({ recognizer, mark }) => ({
      recognizer,
      mark,
      block: found.block,
      index,
      blocks: recognizer.holds === "list" ? attached : [],
      until: index + 1,
    }));
    claims.push(...made);
    const holding = made.at(-1);
    if (holding?.recognizer.holds !== "nested") continue;
    holding.until = heldUntil(blocks, index);
    const holder = { claim: holding, inside: new Set(holding.recognizer.inside) };
    holders.push(holder);
    open = [...open, holder];
  }
  shareOut(holders, skipped);
  return claims;
}

interface Found {
  readonly block: Block;
  readonly marks: readonly { readonly recognizer: Recognizer; readonly mark: Mark }[];
}

function recognize(block: Block, open: readonly Holder[]): Found {
  const table = recognizers.filter(({ kind }) => open.every((holder) => holder.inside.has(kind)));
  const marks = marksOf(block, table);
  if (marks.length > 0 || block.directives.length === 0 || open.length > 0) return { block, marks };
  // A line that looks like a directive and belongs to no requirement is prose.
  const prose = { ...block, body: block.source, directives: [] };
  return { block: prose, marks: marksOf(prose, table) };
}

function marksOf(block: Block, table: readonly Recognizer[]): Found["marks"] {
  const accepted: { recognizer: Recognizer; mark: Mark }[] = [];
  for (const recognizer of table) {
    const free = recognizer
      .recognize(block)
      .filter((mark) => accepted.every((other) => mark.to <= other.mark.from || mark.from >= other.mark.to));
    accepted.push(...free.map((mark) => ({ recognizer, mark })));
  }
  return accepted.toSorted((a, b) => a.mark.from - b.mark.from);
}

/** Gives each block to the innermost statement that holds it. Holders come in order, so a later one is further in. */
function shareOut(holders: readonly Holder[], skipped: ReadonlySet<number>): void {
  const owner = new Map<number, Holder>();
  for (const holder of holders) {
    for (let index = holder.claim.index + 1; index < holder.claim.until; index += 1)
      if (!skipped.has(index)) owner.set(index, holder);
  }
  const shares = new Map<Holder, number[]>(holders.map((holder) => [holder, []]));
  const heads = new Set(holders.map((holder) => holder.claim.index));
  for (const [index, holder] of owner) if (!heads.has(index)) shares.get(holder)?.push(index);
  for (const [holder, share] of shares) holder.claim.blocks = share.toSorted((a, b) => a - b);
}
