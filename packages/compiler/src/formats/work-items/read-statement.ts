import { noteUse, refuseValue, type DataLedger } from "../../data/data-ledger.ts";
import type { DataMap, DataNode, Lines } from "../../data/data-node.ts";
import { isNothing } from "../../data/read-values.ts";
import { keyWordPriority } from "../../spec/key-word.ts";
import { priorityChoice, riskChoice, type PriorityWord } from "./choices.ts";
import { holdsCommands } from "./holds-commands.ts";
import type { ItemField } from "./item-fields.ts";
import type { ItemManner } from "./item-manner.ts";
import { readChoice } from "./read-choice.ts";
import { readItemId } from "./read-item-id.ts";
import { readItemText } from "./read-item-text.ts";
import type { ItemStatement } from "./work-item.ts";

/** An object that states a requirement or a task. */
export interface ItemSource {
  readonly map: DataMap;
  /** With the key before it. */
  readonly lines: Lines;
  /** The id that stands before it as its key, null where its own field says it. */
  readonly id: string | null;
  /** The title of the group it stands in. */
  readonly heading: string;
}

/** The fields of an object, by their names. */
export type ItemFields = (name: ItemField) => readonly DataNode[];

/** What an object states: id, words, priority, risk. One without words is reported. */
export function readStatement(
  ledger: DataLedger,
  { map, lines, id, heading, fields }: ItemSource & { readonly fields: ItemFields },
  manner: ItemManner,
): { readonly statement: ItemStatement; readonly isPutOff: boolean } {
  for (const node of fields("id")) noteUse(ledger, node, { what: "id", owner: map });
  const authorId = id ?? fields("id").map((node) => readItemId(ledger, node, manner.idPrefix))[0] ?? null;
  const prose = manner.isForeign ? fields("verification").filter((node) => !holdsCommands(node)) : [];
  const words = readItemText(
    ledger,
    { titles: fields("title"), statements: fields("statement"), tests: [...fields("howToTest"), ...prose] },
    manner.isForeign,
  );
  for (const node of words.nodes) noteUse(ledger, node, { what: "text", owner: map });
  const isToldAlready =
    !manner.isForeign && [...fields("title"), ...fields("statement")].some((node) => !isNothing(node));
  if (words.text === "" && !isToldAlready) refuseSilence(ledger, map, authorId);
  const text = words.text || (authorId ?? "no text");
  const priority = readPriority(ledger, { map, fields }, manner);
  const statement: ItemStatement = {
    kind: manner.kind,
    origin: map,
    authorId,
    title: words.title,
    text,
    heading,
    source: { file: ledger.document.file, lines: [...lines] },
    priority: (priority === "put-off" ? "may" : priority) ?? keyWordPriority(text),
    risk: readChoice(ledger, fields("risk"), {
      choice: riskChoice,
      what: "risk",
      owner: map,
      isOpen: manner.isForeign,
    }),
  };
  return { statement, isPutOff: priority === "put-off" };
}

/** A number is a place in an order. */
function readPriority(
  ledger: DataLedger,
  { map, fields }: { readonly map: DataMap; readonly fields: ItemFields },
  { isForeign }: ItemManner,
): Exclude<PriorityWord, "order"> | null {
  const nodes = fields("priority");
  const words = nodes.filter((node) => !(node.type === "scalar" && typeof node.value === "number"));
  for (const node of nodes) if (!words.includes(node)) noteUse(ledger, node, { what: "priority", owner: map });
  const manner = { choice: priorityChoice, what: "priority", owner: map, isOpen: isForeign };
  const word = readChoice(ledger, words, manner);
  return word === "order" ? null : word;
}

function refuseSilence(ledger: DataLedger, map: DataMap, id: string | null): void {
  const message = `${id === null ? "this" : `the requirement ${id}`} says nothing: it has no text`;
  refuseValue(ledger, map, { code: "FABRIKK_COMPILER_REQUIREMENT_EMPTY", message });
}
