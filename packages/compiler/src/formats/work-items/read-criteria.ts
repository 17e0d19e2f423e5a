import { noteUse, refuseValue, type DataLedger } from "../../data/data-ledger.ts";
import type { DataMap, DataNode } from "../../data/data-node.ts";
import { findEntry } from "../../data/fields.ts";
import { isNothing, readText, readTexts, refuseKind } from "../../data/read-values.ts";
import { keyWordPriority } from "../../spec/key-word.ts";
import { readItemId } from "./read-item-id.ts";
import type { ItemStatement } from "./work-item.ts";

/** What criteria have from the statement that they belong to. */
export type CriteriaHolder = Pick<ItemStatement, "kind" | "title" | "priority" | "risk">;

/**
 * Acceptance criteria, each a requirement of its own: each is one testable statement, is proven and traced by itself, and may be the only one
 * that fails. A list of texts or objects, lists by name, or one text, a line with a bullet for each.
 */
export function readCriteria(ledger: DataLedger, node: DataNode, holder: CriteriaHolder): readonly ItemStatement[] {
  if (isNothing(node) || isEmpty(node)) noteUse(ledger, node, { what: "acceptance criteria", owner: null });
  if (isNothing(node)) return [];
  if (node.type === "list") return node.items.flatMap((item) => criterionOf(ledger, item, holder));
  if (node.type === "map") return node.entries.flatMap(({ value }) => readCriteria(ledger, value, holder));
  return criterionOf(ledger, node, holder);
}

function isEmpty(node: DataNode): boolean {
  return (node.type === "list" && node.items.length === 0) || (node.type === "map" && node.entries.length === 0);
}

function criterionOf(ledger: DataLedger, node: DataNode, holder: CriteriaHolder): readonly ItemStatement[] {
  if (node.type === "map") return objectCriterion(ledger, node, holder);
  if (node.type === "list") {
    refuseKind(ledger, node, "a text or an object with a text");
    return [];
  }
  const text = readText(ledger, node);
  return text === null
    ? []
    : pointsOf(text).map((point) => statementOf(ledger, { node, id: null, text: point }, holder));
}

/** The points of a text whose every line has a bullet; else the text. */
function pointsOf(text: string): readonly string[] {
  const bullet = /^\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?/;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.every((line) => bullet.test(line)) ? lines.map((line) => line.replace(bullet, "").trim()) : [text];
}

function objectCriterion(ledger: DataLedger, map: DataMap, holder: CriteriaHolder): readonly ItemStatement[] {
  const steps = ["given", "when", "then"].flatMap((key) => {
    const step = findEntry(map, [key])?.value;
    const texts = step === undefined ? [] : readTexts(ledger, step).map(({ text }) => text);
    return texts.length === 0 ? [] : [`${key.toUpperCase()} ${texts.join(" AND ")}`];
  });
  const said = findEntry(map, ["text", "criterion", "description", "statement", "condition", "title", "name"])?.value;
  const text = steps.length > 0 ? steps.join("\n") : said === undefined ? null : readText(ledger, said);
  if (text === null) {
    refuseValue(ledger, map, { code: "FABRIKK_COMPILER_REQUIREMENT_EMPTY", message: "this criterion says nothing" });
    return [];
  }
  const key = holder.kind === "entry" ? findEntry(map, ["id"])?.value : undefined;
  // A number only counts the criteria of one statement; so do the ids of other tools.
  const id =
    key === undefined || (key.type === "scalar" && typeof key.value === "number")
      ? null
      : readItemId(ledger, key, "AC");
  return [statementOf(ledger, { node: map, id, text }, holder)];
}

function statementOf(
  ledger: DataLedger,
  { node, id, text }: { readonly node: DataNode; readonly id: string | null; readonly text: string },
  { title, priority, risk }: CriteriaHolder,
): ItemStatement {
  noteUse(ledger, node, { what: "text", owner: node });
  return {
    kind: "criterion",
    origin: node,
    authorId: id,
    text,
    title: text.split("\n")[0] ?? "",
    heading: title,
    source: { file: ledger.document.file, lines: [...node.lines] },
    priority: keyWordPriority(text) ?? priority,
    risk,
  };
}
