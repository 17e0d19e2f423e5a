import type { Block, TableRow } from "./block.ts";
import type { Claim } from "./claim-blocks.ts";

/**
 * The rows that only refer to an id, as a summary or a matrix does: their id is defined by another statement, or by a table with
 * other columns that says more. Rows of like tables stay definitions, so that one id in two of them is a problem.
 */
export function referringRows(claims: readonly Claim[]): ReadonlySet<Block> {
  const definitions = new Map<string, Definition>();
  for (const claim of claims) {
    const { id } = claim.mark;
    if (id === null) continue;
    const found = definitionOf(claim);
    const known = definitions.get(id);
    if (known === undefined || found.rank < known.rank) definitions.set(id, found);
  }
  const referring = claims.filter((claim) => {
    const definition = definitions.get(claim.mark.id ?? "");
    const { rank, heads } = definitionOf(claim);
    return definition !== undefined && rank > 0 && (rank > definition.rank || heads !== definition.heads);
  });
  return new Set(referring.map(({ block }) => block));
}

interface Definition {
  /** 0 for what is no row of a table, 1 for a row with a description, 2 for others: the least defines the id. */
  readonly rank: number;
  /** The heads of a row's columns; "" for what is no row. */
  readonly heads: string;
}

function definitionOf({ recognizer, mark, block }: Claim): Definition {
  if (recognizer.kind !== "table") return { rank: 0, heads: "" };
  return { rank: mark.isWeak === true ? 2 : 1, heads: headsOf(block.row) };
}

function headsOf(row: TableRow | undefined): string {
  return (row?.heads ?? []).join("|").toLowerCase();
}
