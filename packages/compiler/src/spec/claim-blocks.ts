import type { RequirementKind } from "@fabrikk/state";

import { attachedBlocks, heldUntil } from "./attached-blocks.ts";
import type { Block } from "./block.ts";
import type { Mark, Recognizer } from "./recognizer.ts";
import { recognizers } from "./recognizers.ts";
import { referringRows } from "./referring-rows.ts";

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
  /** Are there too many lines about too many sentences to share them out? Then the sentences have none. */
  readonly isCrowded?: boolean;
}

interface Holder {
  readonly claim: { -readonly [Key in keyof Claim]: Claim[Key] };
  readonly inside: ReadonlySet<RequirementKind>;
}

/**
 * Finds every statement of a document. One statement is claimed once, by the strongest recognizer that sees it. A row of a
 * table whose id is defined elsewhere only refers to it. An id in the document's title names the document; where nothing else is
 * found, it names the one requirement that it is.
 * @param skipped indexes of blocks that were read for something else
 */
export function claimBlocks(blocks: readonly Block[], skipped: ReadonlySet<number>): readonly Claim[] {
  const claims = claimAll(blocks, skipped, new Set());
  const referring = referringRows(claims);
  if (referring.size > 0) return claimAll(blocks, skipped, referring);
  if (claims.length > 0) return claims;
  return claimAll(
    blocks.map((block) => ({ ...block, isTitle: false })),
    skipped,
    new Set(),
  );
}

function claimAll(
  blocks: readonly Block[],
  skipped: ReadonlySet<number>,
  referring: ReadonlySet<Block>,
): readonly Claim[] {
  const claims: Claim[] = [];
  const holders: Holder[] = [];
  const taken = new Set(skipped);
  let open: readonly Holder[] = [];
  for (const [index, block] of blocks.entries()) {
    open = open.filter(({ claim }) => claim.until > index);
    if (taken.has(index)) continue;
    const next = blocks[index + 1];
    const made = claimsAt(blocks, index, recognize(block, { next, open, isReference: referring.has(block) }));
    for (const each of made.flatMap((claim) => claim.blocks)) taken.add(each);
    claims.push(...made);
    const holding = made.at(-1);
    if (holding?.recognizer.holds !== "nested") continue;
    holding.until = heldUntil(blocks, index);
    const holder = { claim: holding, inside: new Set(holding.recognizer.inside) };
    holders.push(holder);
    open = [...open, holder];
  }
  shareOut(holders, claims, skipped);
  return claims;
}

/** Most lines that say more about a paragraph, times its sentences: to share them out takes that much time. */
const mostShared = 10_000;

function claimsAt(blocks: readonly Block[], index: number, { block, marks }: Found): readonly Holder["claim"][] {
  const last = marks.at(-1);
  if (last === undefined) return [];
  const attached = last.recognizer.holds === "list" ? attachedBlocks(blocks, index, last.mark) : none;
  const shared = block.directives.length + attached.directives.length;
  const isCrowded = marks.length > 1 && last.recognizer.holds === "list" && marks.length * shared > mostShared;
  const head = isCrowded ? { ...block, directives: [] } : block;
  return marks.map((found) => {
    const own = [...(isCrowded ? [] : attached.directives), ...(found === last ? attached.list : [])];
    const held = found.recognizer.holds === "list" ? [...new Set(own)].toSorted((a, b) => a - b) : [];
    return { ...found, block: head, index, blocks: held, until: index + 1, isCrowded };
  });
}

const none = { directives: [], list: [] };

interface Found {
  readonly block: Block;
  readonly marks: readonly { readonly recognizer: Recognizer; readonly mark: Mark }[];
}

interface Surroundings {
  readonly next: Block | undefined;
  /** The statements that the block is inside of. */
  readonly open: readonly Holder[];
  /** Is it a row that only refers to an id? */
  readonly isReference: boolean;
}

function recognize(block: Block, { next, open, isReference }: Surroundings): Found {
  const table = recognizers.filter(
    ({ kind }) => open.every((holder) => holder.inside.has(kind)) && !(isReference && kind === "table"),
  );
  const marksIn = (each: Block): Found["marks"] => marksOf(table, (recognizer) => recognizer.recognize(each, next));
  const marks = marksIn(block);
  if (marks.length > 0 || block.directives.length === 0 || open.length > 0) return { block, marks };
  // A line that looks like a directive and belongs to no requirement is prose.
  const prose = { ...block, body: block.source, directives: [] };
  return { block: prose, marks: marksIn(prose) };
}

/** What a recognizer sees where a stronger one has seen something is left out. The marks of one recognizer do not overlap. */
function marksOf(table: readonly Recognizer[], marksBy: (recognizer: Recognizer) => readonly Mark[]): Found["marks"] {
  let accepted: { readonly recognizer: Recognizer; readonly mark: Mark }[] = [];
  for (const recognizer of table) {
    let next = 0;
    const free = marksBy(recognizer).filter((mark) => {
      while ((accepted[next]?.mark.to ?? Infinity) <= mark.from) next += 1;
      return (accepted[next]?.mark.from ?? Infinity) >= mark.to;
    });
    if (free.length === 0) continue;
    accepted = [...accepted, ...free.map((mark) => ({ recognizer, mark }))].toSorted(
      (a, b) => a.mark.from - b.mark.from,
    );
  }
  return accepted;
}

/** Gives each block to the innermost statement that holds it. Holders come in order, so a later one is further in. */
function shareOut(holders: readonly Holder[], claims: readonly Claim[], skipped: ReadonlySet<number>): void {
  const owner = new Map<number, Holder>();
  for (const holder of holders) {
    for (let index = holder.claim.index + 1; index < holder.claim.until; index += 1)
      if (!skipped.has(index)) owner.set(index, holder);
  }
  const shares = new Map<Holder, number[]>(holders.map((holder) => [holder, []]));
  const claimed = new Set(claims.flatMap(({ index, blocks }) => [index, ...blocks]));
  for (const [index, holder] of owner) if (!claimed.has(index)) shares.get(holder)?.push(index);
  for (const [holder, share] of shares) holder.claim.blocks = share.toSorted((a, b) => a - b);
}
