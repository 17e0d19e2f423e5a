import type { Clarification } from "@fabrikk/state";

import type { Block } from "./block.ts";
import type { NamedClaim } from "./claim-notes.ts";
import { hideCode } from "./sentences.ts";

const marker = /\[NEEDS CLARIFICATION:?\s*([^\][]*)\]/gi;

/**
 * The questions that a document leaves open: `[NEEDS CLARIFICATION: question]`, wherever it stands but in code (FAB-INT-004). One in a
 * requirement begins with the requirement's id.
 */
export function openQuestions(blocks: readonly Block[], named: readonly NamedClaim[]): readonly Clarification[] {
  const owners = new Map<number, NamedClaim[]>();
  for (const each of named)
    for (const index of [each.claim.index, ...each.claim.blocks]) {
      const known = owners.get(index);
      if (known) known.push(each);
      else owners.set(index, [each]);
    }
  return blocks.flatMap((block, index) => {
    if (block.type === "row" || block.example?.what === "code" || !/\[needs clarification/i.test(block.source))
      return [];
    return [...hideCode(block.source).matchAll(marker)].map((match) => {
      const written = block.source.slice(match.index, match.index + match[0].length);
      const question = written.replace(marker, "$1").replace(/\s+/g, " ").trim() || "this needs clarification";
      const owner = owners.get(index)?.find(({ claim }) => isWithin(claim, index, match.index));
      return { question: owner === undefined ? question : `${owner.id}: ${question}`, answer: null };
    });
  });
}

function isWithin({ index: head, mark }: NamedClaim["claim"], index: number, offset: number): boolean {
  return index !== head || (offset >= mark.from && offset < mark.to);
}
