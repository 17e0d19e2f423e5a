import type { Block } from "../../spec/block.ts";
import type { FeatureDocument } from "./feature-document.ts";

/** A checkbox of a plan. */
export interface WorkLine {
  /** Index of its block. */
  readonly index: number;
  /** `2.1`; null where it has no number. */
  readonly number: string | null;
  /** Offset in the block's body behind checkbox and number. */
  readonly textFrom: number;
  readonly isDone: boolean;
  /** Does a star mark it as optional: `- [ ]* 2.1 text`? */
  readonly isOptional: boolean;
  /** Index of the block of the line that it is a part of, null where none. */
  readonly parent: number | null;
  /** Is it broken down into others? Then it is their title, and they are the work. */
  readonly hasParts: boolean;
}

/**
 * The checkboxes of a plan, in order. One is a part of another where it is nested in it, or numbered below it (`2.1` below `2`).
 * @param isMeant leaves out checkboxes that are no work
 */
export function workLines(
  document: FeatureDocument,
  isMeant: (index: number) => boolean = () => true,
): readonly WorkLine[] {
  const { blocks } = document;
  const numbered = new Map<string, number>();
  const found: Omit<WorkLine, "hasParts">[] = [];
  let open: readonly number[] = [];
  for (const [index, block] of blocks.entries()) {
    open = open.filter((each) => (blocks[each]?.end ?? 0) > index);
    const mark = isMeant(index) ? markOf(document, block) : null;
    if (mark === null) continue;
    const above = mark.number?.replace(/\.?\d+$/, "") ?? "";
    const parent = open.at(-1) ?? numbered.get(above) ?? null;
    found.push({ ...mark, index, parent });
    open = [...open, index];
    if (mark.number !== null) numbered.set(mark.number, index);
  }
  const parents = new Set(found.map(({ parent }) => parent));
  return found.map((line) => ({ ...line, hasParts: parents.has(line.index) }));
}

type Mark = Pick<WorkLine, "number" | "textFrom" | "isDone" | "isOptional">;

function markOf({ lines }: FeatureDocument, block: Block): Mark | null {
  if (block.type !== "item") return null;
  // `[ ]*` and `[-]` are no checkboxes to a Markdown parser.
  const [box = "", state = "", star = ""] = block.isCheckbox
    ? ["", /\[([ xX])\]/.exec(lines[block.lines[0] - 1] ?? "")?.[1], ""]
    : (/^\[([ xX~-])\](\\?\*)?[ \t]+/.exec(block.body) ?? []);
  if (!block.isCheckbox && box === "") return null;
  const text = block.body.slice(box.length);
  const [head = "", number, behind = ""] =
    /^(?:\*\*)?(\d+(?:\.\d+)+|\d+(?=\\?\*?[.)]))(\\?\*)?[.)]?(?:\*\*)?[ \t]+/.exec(text) ?? [];
  return {
    number: number ?? null,
    textFrom: box.length + head.length,
    isDone: /x/i.test(state),
    isOptional: `${star}${behind}`.includes("*"),
  };
}
