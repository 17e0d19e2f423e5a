import type { Claim } from "./claim-blocks.ts";
import type { SpecProblem } from "./spec-problem.ts";

/** Paragraphs with so many sentences and lines about them that no line can be told to belong to one of them. */
export function crowdedProblems(claims: readonly Claim[], file: string): readonly SpecProblem[] {
  const crowded = claims.filter(({ isCrowded }) => isCrowded === true);
  const message = "the paragraph has too many requirements with too many lines such as `Files:` about them";
  return [...new Map(crowded.map((claim) => [claim.index, claim])).values()].map(({ block }) => ({
    code: "FABRIKK_COMPILER_PARAGRAPH_CROWDED",
    file,
    line: block.lines[0],
    message,
  }));
}
