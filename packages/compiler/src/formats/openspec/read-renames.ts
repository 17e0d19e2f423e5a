import type { SpecProblem } from "../../spec/spec-problem.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import type { Operation } from "./requirement-heading.ts";

/** One requirement that gets another name. */
export interface Rename {
  readonly from: string;
  readonly to: string;
  readonly lines: readonly [number, number];
}

/** The renamings of a spec. */
export interface RenameReading {
  readonly pairs: readonly Rename[];
  /** Indexes of the blocks that they stand in. */
  readonly taken: ReadonlySet<number>;
  readonly problems: readonly SpecProblem[];
}

/** Reads the lines ``FROM: `### Requirement: a` `` and ``TO: `### Requirement: b` `` of the sections of renamed requirements. */
export function readRenames(
  { blocks, file }: FeatureDocument,
  operations: readonly (Operation | null)[],
): RenameReading {
  const pairs: Rename[] = [];
  const problems: SpecProblem[] = [];
  const taken = new Set<number>();
  let open: { readonly name: string; readonly line: number } | null = null;
  const refuse = (line: number, message: string): void => {
    problems.push({ code: "FABRIKK_COMPILER_RENAME_INCOMPLETE", file, line, message });
  };
  for (const [index, block] of blocks.entries()) {
    if (operations[index] !== "renamed" || (block.type !== "item" && block.type !== "paragraph")) continue;
    for (const [offset, text] of block.source.split("\n").entries()) {
      const line = block.lines[0] + offset;
      const [, word, name] =
        /^\W*(FROM|TO)\W*:\W*?`?\s*(?:#{3}\s*)?(?:Requirement:\s*)?([^`]+?)`?\s*$/i.exec(text) ?? [];
      if (word === undefined || name === undefined) continue;
      taken.add(index);
      const isFrom = word.toUpperCase() === "FROM";
      if (isFrom && open !== null) refuse(open.line, `"${open.name}" is renamed to nothing: a TO line is missing`);
      if (isFrom) open = { name, line };
      else if (open === null) refuse(line, `nothing is renamed to "${name}": a FROM line is missing`);
      else {
        pairs.push({ from: open.name, to: name, lines: [open.line, line] });
        open = null;
      }
    }
  }
  if (open !== null) refuse(open.line, `"${open.name}" is renamed to nothing: a TO line is missing`);
  return { pairs, taken, problems };
}
