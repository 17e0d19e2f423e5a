import type { DataLedger } from "../../data/data-ledger.ts";
import type { DataNode } from "../../data/data-node.ts";
import { readFields } from "../../data/fields.ts";
import { classChoice } from "./choices.ts";
import { holdsCommands } from "./holds-commands.ts";
import { itemFields } from "./item-fields.ts";
import type { ItemManner } from "./item-manner.ts";
import { readChecks } from "./read-checks.ts";
import { readChoice } from "./read-choice.ts";
import { readCriteria } from "./read-criteria.ts";
import { readDeferral } from "./read-deferral.ts";
import { readLevels } from "./read-levels.ts";
import { readNeeds } from "./read-needs.ts";
import { readScope } from "./read-scope.ts";
import { readStatement, type ItemFields, type ItemSource } from "./read-statement.ts";
import type { WorkItem } from "./work-item.ts";

/** Reads an object as a requirement or task, with all that it says about itself. */
export function readItem(ledger: DataLedger, source: ItemSource, manner: ItemManner): WorkItem {
  const { map } = source;
  const { isForeign } = manner;
  const fields = readFields(map, itemFields);
  const { statement, isPutOff } = readStatement(ledger, { ...source, fields }, manner);
  const classes = { choice: classChoice, what: "class", owner: map };
  return {
    statement,
    parts: fields("criteria").flatMap((node) => readCriteria(ledger, node, statement)),
    scope: readScope(
      ledger,
      {
        files: fields("files").filter((node) => !isWord(node)),
        readOnly: fields("readOnly"),
        shared: fields("shared"),
        closed: fields("closed"),
      },
      { owner: map, isLiteral: isForeign },
    ),
    checks: checkValues(fields, isForeign).flatMap((node) => readChecks(ledger, node, map)),
    testLevels: fields("testLevels").flatMap((node) => readLevels(ledger, node, map)),
    class:
      readChoice(ledger, fields("class"), { ...classes, isOpen: isForeign }) ??
      readChoice(ledger, fields("type"), { ...classes, isOpen: true }),
    needs: fields("needs").flatMap((node) => readNeeds(ledger, node, map)),
    deferral: readDeferral(ledger, fields("deferred"), map) ?? (isPutOff ? "its priority is: not this time" : null),
  };
}

/** `scope: mvp` names no file. */
function isWord(node: DataNode): boolean {
  return node.type === "scalar" && typeof node.value === "string" && !/[/.*]/.test(node.value);
}

function checkValues(fields: ItemFields, isForeign: boolean): readonly DataNode[] {
  const verification = fields("verification").filter((node) => !isForeign || holdsCommands(node));
  return [...fields("checks"), ...verification];
}
