import { hashJson } from "../canonical-json.ts";
import type { Finding } from "./finding.ts";

/** Words that carry no meaning in a statement: two phrasings of one fault often differ in nothing else. */
const emptyWords = new Set(
  "a an and are as at be been but by can does for from had has have if in into is it its of on or so that the their then there this to was were when which will with".split(
    " ",
  ),
);

/**
 * The dedupe key of a finding (FAB-CNC-006): from category, file, requirement and the folded statement. Folding drops line
 * numbers, letter case, punctuation, empty words and the order of words, so that the key survives shifted lines and light
 * rewording. Another statement, file or requirement is another finding.
 */
export function findingId(finding: Pick<Finding, "category" | "file" | "requirement_id" | "statement">): string {
  const { category, file, requirement_id, statement } = finding;
  return `f-${hashJson({ category, file, requirement_id, statement: foldStatement(statement) }).slice(0, 12)}`;
}

function foldStatement(statement: string): string {
  const words = statement
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\b(?:lines?|columns?)\s+\d+(?:\s*(?:-|\u2013|to)\s*\d+)?/g, " ")
    .replace(/(?<=[\w)\]]):\d+(?::\d+)?/g, " ")
    .split(/[^\p{L}\p{N}_$]+/u)
    .filter((word) => word !== "" && !emptyWords.has(word));
  return [...new Set(words)].toSorted().join(" ");
}
