import { noteUse, type DataLedger } from "../../data/data-ledger.ts";
import type { DataNode } from "../../data/data-node.ts";
import { findEntry } from "../../data/fields.ts";
import { readText, refuseKind } from "../../data/read-values.ts";
import { leadingId } from "../../spec/requirement-id.ts";
import type { ItemManner } from "../work-items/item-manner.ts";
import { readItem } from "../work-items/read-item.ts";
import { checkedId, withLegalNeeds } from "../work-items/read-item-id.ts";
import { noScope, type WorkItem } from "../work-items/work-item.ts";
import { findEntries, type RequirementEntry } from "./find-entries.ts";
import { idPair } from "./is-statement.ts";

const manner: ItemManner = { kind: "entry", idPrefix: "REQ", isForeign: false };

/** The title and the requirements of a document; one that holds none is reported: `FABRIKK_COMPILER_DATA_UNKNOWN`. */
export function readList(ledger: DataLedger): { readonly title: string | null; readonly items: readonly WorkItem[] } {
  const { root, file } = ledger.document;
  const entries = root === null ? [] : findEntries(root);
  if (root !== null && entries.length > 0)
    return {
      title: readTitle(ledger, root),
      items: entries.flatMap((entry) => readEntry(ledger, entry)).map((item) => withLegalNeeds(item, manner.idPrefix)),
    };
  const line = root?.lines[0] ?? 1;
  ledger.problems.push({ code: "FABRIKK_COMPILER_DATA_UNKNOWN", file, line, message: unknown });
  return { title: null, items: [] };
}

const unknown =
  "nothing here can be read as requirements: they are texts, or objects with a `text`, as a list or under `requirements`; or texts by their ids";

function readTitle(ledger: DataLedger, root: DataNode): string | null {
  const title = root.type === "map" ? findEntry(root, ["title", "name", "project"])?.value : undefined;
  if (title?.type !== "scalar") return null;
  noteUse(ledger, title, { what: "title of the document", owner: null });
  return readText(ledger, title);
}

function readEntry(ledger: DataLedger, { key, value, lines, heading }: RequirementEntry): readonly WorkItem[] {
  const pair = value.type === "map" ? idPair(value) : null;
  if (pair !== null) return readEntry(ledger, { key: pair.id, value: pair.value, lines, heading });
  const title = heading?.node ?? null;
  if (title !== null && !ledger.uses.has(title)) noteUse(ledger, title, { what: "heading", owner: null });
  const id = key === null ? null : checkedId(ledger, value, key);
  if (value.type === "map") return [readItem(ledger, { map: value, lines, id, heading: heading?.text ?? "" }, manner)];
  if (value.type === "list") {
    refuseKind(ledger, value, "a text or an object with a `text`");
    return [];
  }
  const text = readText(ledger, value);
  return text === null ? [] : [textItem(ledger, { value, lines, heading }, { id, text })];
}

/** A text may begin with its id, as a line of Markdown does: `REQ-1: text`. */
function textItem(
  ledger: DataLedger,
  { value, lines, heading }: Omit<RequirementEntry, "key">,
  { id, text }: { readonly id: string | null; readonly text: string },
): WorkItem {
  noteUse(ledger, value, { what: "text", owner: value });
  const leading = id === null ? leadingId(text) : null;
  const isOwn = leading?.isMarked === true && leading.textFrom < text.length;
  const words = isOwn ? text.slice(leading.textFrom).trim() : text;
  return {
    statement: {
      kind: "entry",
      origin: value,
      authorId: isOwn ? leading.id : id,
      title: words.split("\n")[0] ?? "",
      text: words,
      heading: heading?.text ?? "",
      source: { file: ledger.document.file, lines: [...lines] },
      priority: null,
      risk: null,
    },
    parts: [],
    scope: noScope,
    checks: [],
    testLevels: [],
    class: null,
    needs: [],
    deferral: null,
  };
}
