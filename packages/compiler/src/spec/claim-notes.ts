import type { RequirementKind } from "@fabrikk/state";

import { valueBlocks } from "./attached-blocks.ts";
import { lineAt, type Block } from "./block.ts";
import type { Claim } from "./claim-blocks.ts";
import type { Directive, DirectiveName } from "./read-directives.ts";
import type { SourceNote } from "./spec-reading.ts";

/** The claims of a document, and the ids of the requirements that they are. */
export interface NamedClaims {
  readonly file: string;
  readonly blocks: readonly Block[];
  readonly claims: readonly Claim[];
  /** Those of the claims that are requirements. */
  readonly named: readonly NamedClaim[];
}

/** A claim and the id of its requirement. */
export interface NamedClaim {
  readonly claim: Claim;
  readonly id: string;
}

/** Which lines state requirements and belong to them, and which of these only say more about one. */
export interface ClaimNotes {
  readonly texts: readonly SourceNote[];
  readonly directives: readonly SourceNote[];
}

/** Says of the lines of claims which requirement they state and how, or what of it they are. */
export function claimNotes({ file, blocks, claims, named }: NamedClaims): ClaimNotes {
  const notes: { texts: SourceNote[]; directives: SourceNote[] } = { texts: [], directives: [] };
  const noteAs = (list: SourceNote[], requirement: string | null, what: string) => (lines: Lines) =>
    list.push({ source: { file, lines: [...lines] }, requirement, what });
  const isNamed = new Set(named.map(({ claim }) => claim));
  for (const { block } of claims.filter((claim) => !isNamed.has(claim)))
    noteAs(notes.texts, null, "id above other requirements")(block.lines);
  for (const { claim, id } of named) {
    const below = directivesOf(blocks, claim);
    const isBelow = new Set(below.flatMap(({ lines }) => linesOf(lines)));
    const head = linesWithout(headLines(claim), isBelow);
    const held = claim.blocks.filter((index) => blocks[index]?.type !== "cell");
    const text = held.flatMap((index) => linesWithout(blocks[index]?.lines ?? [1, 0], isBelow));
    head.forEach(noteAs(notes.texts, id, ways[claim.recognizer.kind]));
    text.forEach(noteAs(notes.texts, id, `text of ${id}`));
    for (const { name, lines } of below) noteAs(notes.directives, id, `${facts[name]} of ${id}`)(lines);
  }
  return notes;
}

type Lines = readonly [number, number];

/** How a requirement is stated, as a clause. */
const ways: Readonly<Record<RequirementKind, string>> = {
  identified: "requirement by its id",
  heading: "requirement by the id in its heading",
  table: "requirement by the id of its row",
  checkbox: "requirement as a checkbox",
  criterion: "requirement as an acceptance criterion",
  story: "requirement as a user story",
  scenario: "requirement as a scenario",
  numbered: "requirement as a numbered point",
  ears: "requirement as an EARS sentence",
  normative: "requirement by its key word",
  entry: "requirement as an entry",
  delta: "requirement of a change",
  work: "piece of work",
  prose: "requirement made from prose",
};

const facts: Readonly<Record<DirectiveName, string>> = {
  files: "files",
  "read-only": "read-only files",
  shared: "shared files",
  "depends-on": "dependencies",
  check: "check",
  "test-level": "test levels",
  class: "class",
  deferred: "reason to put off",
};

function headLines({ block, mark }: Claim): Lines {
  return [lineAt(block, mark.from), lineAt(block, block.source.slice(0, mark.to).trimEnd().length)];
}

interface DirectivePlace {
  readonly name: DirectiveName;
  readonly lines: Lines;
}

function directivesOf(
  blocks: readonly Block[],
  { block, mark, recognizer, index, blocks: held }: Claim,
): readonly DirectivePlace[] {
  const isOwn = ({ from }: Directive): boolean => recognizer.holds === "list" || (from >= mark.from && from < mark.to);
  return [
    ...block.directives.filter(isOwn).map((directive) => placeOf(block, directive)),
    ...held.flatMap((each) => {
      const other = blocks[each];
      return other === undefined ? [] : other.directives.map((directive) => placeOf(other, directive));
    }),
    ...[index, ...held].flatMap((each) => valuesOf(blocks, each)),
  ];
}

function placeOf(block: Block, { name, from, to }: Directive): DirectivePlace {
  return { name, lines: [lineAt(block, from), lineAt(block, to)] };
}

/** The list that stands for the value of a block's last directive. */
function valuesOf(blocks: readonly Block[], index: number): readonly DirectivePlace[] {
  const last = blocks[index]?.directives.at(-1);
  if (last === undefined || last.value !== "") return [];
  return valueBlocks(blocks, index).map((each) => ({ name: last.name, lines: blocks[each]?.lines ?? [1, 0] }));
}

function linesWithout(lines: Lines, without: ReadonlySet<number>): readonly Lines[] {
  if (without.size === 0) return lines[0] <= lines[1] ? [lines] : [];
  return linesOf(lines)
    .filter((line) => !without.has(line))
    .map((line): Lines => [line, line]);
}

function linesOf([from, to]: Lines): readonly number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
