import { Check } from "@fabrikk/state";

import { noteUse, refuseValue, type DataLedger } from "../../data/data-ledger.ts";
import type { DataEntry, DataList, DataMap, DataNode } from "../../data/data-node.ts";
import { findEntry, foldKey } from "../../data/fields.ts";
import { isNothing, readText, readWord, refuseKind } from "../../data/read-values.ts";
import { readCheck } from "../../spec/check-directive.ts";
import { isTestCommand } from "../../spec/test-command.ts";
import { shellCommand } from "./shell-command.ts";

/**
 * The checks of an item: a command or another text that `Check:` takes, a list of them, objects with a `command` or with the fields of a
 * check, or commands by name, each a text or a program with its arguments in a list. What can be no check is reported.
 */
export function readChecks(ledger: DataLedger, node: DataNode, owner: DataNode): readonly Check[] {
  noteUse(ledger, node, { what: "checks", owner });
  return checksOf(ledger, node);
}

function checksOf(ledger: DataLedger, node: DataNode): readonly Check[] {
  if (isNothing(node)) return [];
  if (node.type === "list") return node.items.flatMap((item) => checksOf(ledger, item));
  if (node.type === "scalar") return checkOf(ledger, node, readText(ledger, node));
  if (findEntry(node, ["kind"]) !== undefined) return fullCheck(ledger, node);
  const several = findEntry(node, ["commands"]);
  if (several !== undefined) return checksOf(ledger, several.value);
  const command = findEntry(node, ["command", "cmd", "run", "argv"]);
  if (command !== undefined) return namedCommand(ledger, { ...command, key: nameOf(node) });
  return node.entries.flatMap((entry) => namedCommand(ledger, entry));
}

function nameOf(map: DataMap): string {
  const name = findEntry(map, ["name", "id", "type"])?.value;
  return name?.type === "scalar" ? name.source : "";
}

function checkOf(ledger: DataLedger, node: DataNode, text: string | null): readonly Check[] {
  if (text === null) return [];
  const reading = readCheck(text);
  if ("check" in reading) return [reading.check];
  refuseValue(ledger, node, { code: "FABRIKK_COMPILER_CHECK_INVALID", message: reading.problem });
  return [];
}

/** `lint: npm run lint` is a check of kind lint. */
function namedCommand(ledger: DataLedger, { key, value }: DataEntry): readonly Check[] {
  if (isNothing(value)) return [];
  if (value.type === "map") return checksOf(ledger, value);
  const command = value.type === "list" ? argumentsOf(ledger, value) : readText(ledger, value);
  if (command === null) return [];
  if (foldKey(key) === "lint") return [{ kind: "lint", command }];
  const words =
    value.type === "list" ? value.items.map((item) => (item.type === "scalar" ? item.source : "")) : [command];
  // Words with white space in them are texts or programs that are handed on, and name no test runner.
  const runsTests = isTestCommand(value.type === "list" ? words.filter((word) => !/\s/.test(word)).join(" ") : command);
  return [runsTests ? { kind: "tests", command } : { kind: "command", command, exit_code: 0 }];
}

/** A program and its arguments; a list of one text is a command line. */
function argumentsOf(ledger: DataLedger, list: DataList): string | null {
  const words = list.items.map((item) => readArgument(ledger, item));
  if (words.includes(null)) return null;
  const [only = "", ...others] = words.flatMap((word) => word ?? []);
  if (only.trim() === "") {
    refuseValue(ledger, list, { code: "FABRIKK_COMPILER_CHECK_INVALID", message: "a command names its program first" });
    return null;
  }
  return others.length === 0 ? only : shellCommand([only, ...others]);
}

/** The interpreter that another tool puts in for `{python}` is the one that a shell finds. */
function readArgument(ledger: DataLedger, item: DataNode): string | null {
  if (item.type === "scalar" && typeof item.value === "string") {
    if (item.value !== "{python}") return item.value;
    ledger.assumptions.add("The word {python} in a verification command is read as python3.");
    return "python3";
  }
  if (item.type === "scalar" && typeof item.value === "number") return readWord(ledger, item);
  refuseKind(ledger, item, "a word of a command");
  return null;
}

function fullCheck(ledger: DataLedger, map: DataMap): readonly Check[] {
  const fields = Object.fromEntries(map.entries.map(({ key, value }) => [key, plainValue(value)]));
  const parsed = Check.safeParse(fields["kind"] === "command" ? { exit_code: 0, ...fields } : fields);
  if (parsed.success) return [parsed.data];
  const [issue] = parsed.error.issues;
  const message = `this is no check: ${[issue?.path.join(".") ?? "", issue?.message ?? ""].filter(Boolean).join(": ")}`;
  refuseValue(ledger, map, { code: "FABRIKK_COMPILER_CHECK_INVALID", message });
  return [];
}

function plainValue(node: DataNode): unknown {
  if (node.type === "scalar") return node.value;
  if (node.type === "list") return node.items.map(plainValue);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainValue(value)]));
}
