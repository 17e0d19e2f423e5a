import type { Block } from "./block.ts";
import type { Claim } from "./claim-blocks.ts";
import { brokenId, idForm } from "./requirement-id.ts";
import type { SpecProblem } from "./spec-problem.ts";

/** What the ids of a document are looked for in. */
export interface IdPlaces {
  readonly file: string;
  readonly blocks: readonly Block[];
  readonly claims: readonly Claim[];
  /** Indexes of blocks that were read for something else. */
  readonly skipped: ReadonlySet<number>;
}

/**
 * Bold labels that were meant as ids and can be none: without this they would be text, and their requirement another one. A bare
 * number within a requirement is one of its points.
 */
export function idProblems({ file, blocks, claims, skipped }: IdPlaces): readonly SpecProblem[] {
  const held = new Set(claims.flatMap(({ blocks: own }) => own));
  return blocks.flatMap((block, index) => {
    if (skipped.has(index) || block.type === "opaque" || block.type === "row" || block.type === "cell") return [];
    return block.source.split("\n").flatMap((line, offset) => {
      const broken = brokenId(line);
      if (broken === null || (broken.isNumber && held.has(index))) return [];
      const message = `"${broken.text}" is no id: ${idForm}`;
      return [{ code: "FABRIKK_COMPILER_ID_INVALID" as const, file, line: block.lines[0] + offset, message }];
    });
  });
}
