import type { Priority, RequirementKind } from "@fabrikk/state";

import { isOnlyDirectives, valueBlocks } from "./attached-blocks.ts";
import { lineAt, type Block } from "./block.ts";
import type { Claim } from "./claim-blocks.ts";
import { oneLine } from "./one-line.ts";
import { priorityField } from "./priority-words.ts";
import type { Directive } from "./read-directives.ts";

/** A requirement as the document states it, before it has an id. */
export interface Statement {
  readonly kind: RequirementKind;
  readonly authorId: string | null;
  /** Its first line, for titles. */
  readonly title: string;
  /** Markdown, without id and directives. */
  readonly text: string;
  readonly lines: readonly [number, number];
  readonly heading: string;
  readonly directives: readonly Directive[];
  /** What its Priority field says; null where none does. */
  readonly priority: Priority | null;
}

/** Puts a statement together from its claim: words, lines, and what its directives say. */
export function statementOf(blocks: readonly Block[], claim: Claim): Statement {
  const { block, mark, recognizer } = claim;
  const values = new Set([claim.index, ...claim.blocks].flatMap((index) => listedValues(blocks, index)));
  const words = mark.text ?? balanced(oneLine(block.body.slice(mark.textFrom, mark.to)));
  const below = claim.blocks
    .filter((index) => !values.has(index))
    .map((index) => render(blocks[index] as Block, block));
  return {
    kind: recognizer.kind,
    authorId: mark.id,
    title: words.split("\n", 1)[0] ?? "",
    text: [words, ...below].join("").trim(),
    lines: linesOf(blocks, claim),
    heading: block.heading,
    directives: [...(mark.directives ?? []), ...directivesOf(blocks, claim)],
    priority: mark.priority ?? fieldOf(blocks, claim),
  };
}

/** A Priority field stands on a line of its own. A row has a column for it, and what stands in code is an example. */
function fieldOf(blocks: readonly Block[], { block, mark, blocks: own, recognizer }: Claim): Priority | null {
  if (recognizer.kind === "table" || block.type === "opaque") return null;
  const prose = own.filter((index) => blocks[index]?.type !== "opaque").map((index) => blocks[index]?.body ?? "");
  return priorityField([block.body.slice(mark.from, mark.to), ...prose].join("\n"));
}

/** How a block is written under a statement. A row of a table stands for its cells. */
function render(block: Block, head: Block): string {
  if (isOnlyDirectives(block) || block.type === "cell") return "";
  if (block.type === "row") return renderRow(block);
  const text = block.type === "opaque" ? block.source : oneLine(block.body);
  if (text === "") return "";
  const depth = Math.max(0, block.nesting - head.nesting - (head.type === "item" ? 1 : 0));
  if (block.type === "item") return `\n${"  ".repeat(depth)}- ${text}`;
  return `\n\n${block.type === "heading" ? `${"#".repeat(block.level)} ` : ""}${text}`;
}

function renderRow({ row }: Block): string {
  const line = (cells: readonly string[]): string => `\n| ${cells.map(oneLine).join(" | ")} |`;
  if (row?.isHead !== true) return line(row?.cells ?? []);
  return `\n${line(row.cells)}${line(row.heads.map(() => "---"))}`;
}

function linesOf(blocks: readonly Block[], { block, mark, recognizer, blocks: own }: Claim): readonly [number, number] {
  const words = block.source.slice(0, mark.to).trimEnd().length;
  const part = own.filter((index) => recognizer.holds === "nested" || !isOnlyDirectives(blocks[index] as Block));
  const last = part.reduce((line, index) => Math.max(line, blocks[index]?.lines[1] ?? 0), lineAt(block, words));
  return [lineAt(block, mark.from), last];
}

/** Directives in the block itself go to the statement they stand in; a sentence shares them with its neighbours. */
function directivesOf(blocks: readonly Block[], claim: Claim): readonly Directive[] {
  const { mark, block } = claim;
  const own =
    claim.recognizer.holds === "list"
      ? block.directives
      : block.directives.filter(({ from }) => from >= mark.from && from < mark.to);
  const inside = [
    { index: claim.index, directives: own },
    ...claim.blocks.map((index) => ({ index, directives: (blocks[index] as Block).directives })),
  ];
  return inside.flatMap(({ index, directives }) =>
    directives.flatMap((directive) => {
      const isLast = directive === blocks[index]?.directives.at(-1);
      const values = directive.value === "" && isLast ? valueBlocks(blocks, index) : [];
      if (values.length === 0) return [directive];
      return values.map((each) => valueFrom(directive, blocks[each] as Block));
    }),
  );
}

function valueFrom(directive: Directive, item: Block): Directive {
  return { ...directive, value: oneLine(item.body), line: item.lines[0] };
}

function listedValues(blocks: readonly Block[], index: number): readonly number[] {
  return blocks[index]?.directives.at(-1)?.value === "" ? valueBlocks(blocks, index) : [];
}

/** `**AB-1: title** text` without its id has a bold mark too many. */
function balanced(text: string): string {
  return (text.match(/\*\*/g)?.length ?? 0) % 2 === 1 ? text.replace("**", "").trim() : text;
}
