import type { SpecProblem } from "../spec/spec-problem.ts";
import { deepestValues } from "./data-node.ts";

/** A fault in the syntax of a document. */
export interface SyntaxFault {
  readonly line: number;
  readonly message: string;
}

/** Most lines that are reported of one document: a file of another format is wrong in each. */
const mostLines = 1000;

/** The problems of a document: the first fault of each line, in the order of the lines. What follows it there follows from it. */
export function syntaxProblems(
  place: Pick<SpecProblem, "code" | "file">,
  faults: readonly SyntaxFault[],
): readonly SpecProblem[] {
  const first = new Map<number, string>();
  for (const { line, message } of faults) if (!first.has(line)) first.set(line, message);
  const problems = [...first]
    .map(([line, message]) => ({ ...place, line, message }))
    .toSorted((a, b) => a.line - b.line);
  const more = problems.length - mostLines;
  if (more <= 0) return problems;
  const rest = {
    ...place,
    line: problems[mostLines]?.line ?? 1,
    message: `${more} lines from here on are broken, too`,
  };
  return [...problems.slice(0, mostLines), rest];
}

/** The problem of a document whose values stand in each other too often. */
export function tooDeep(file: string, line: number): SpecProblem {
  const message = `the value stands in more than ${deepestValues} others`;
  return { code: "FABRIKK_COMPILER_NESTING_TOO_DEEP", file, line, message };
}
