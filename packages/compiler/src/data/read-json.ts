import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from "jsonc-parser";

import type { SourceText } from "../spec/spec-reading.ts";
import type { DataDocument } from "./data-document.ts";
import { deepestValues, keyPath, type DataEntry, type DataNode } from "./data-node.ts";
import { lineTable } from "./line-table.ts";
import { syntaxProblems, tooDeep, type SyntaxFault } from "./syntax-problems.ts";

/** The token kinds of `jsonc-parser` that are needed here: its enumeration has no values at run time. */
const token = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, end: 17 } as const;

/**
 * Reads JSON with the place of every value (RFC 8259; in a file named `*.jsonc` also comments and final commas). Reports every
 * line that is broken, and keys that stand twice. Never throws; deep nesting is refused before it is walked.
 */
export function readJson({ file, text }: SourceText): DataDocument {
  // A byte order mark is no part of the text; a space keeps the offsets.
  const body = text.replace(/^\uFEFF/, " ");
  const lineAt = lineTable(body);
  const deep = firstTooDeep(body);
  if (deep !== null) return { file, text, root: null, problems: [tooDeep(file, lineAt(deep))] };
  const isLenient = /\.jsonc$/i.test(file);
  const errors: ParseError[] = [];
  const tree = parseTree(body, errors, { disallowComments: !isLenient, allowTrailingComma: isLenient });
  // An error at the end of the text is told where its words end, and not behind its last line.
  const last = Math.max(0, body.trimEnd().length - 1);
  const faults: SyntaxFault[] = errors.map(({ error, offset }) => ({
    line: lineAt(Math.min(offset, last)),
    message: messages[printParseErrorCode(error)] ?? "this is no JSON",
  }));
  const root = tree === undefined ? null : toNode(tree, "", { body, lineAt, faults });
  return { file, text, root, problems: syntaxProblems({ code: "FABRIKK_COMPILER_JSON_INVALID", file }, faults) };
}

function firstTooDeep(text: string): number | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let kind: number = scanner.scan(); kind !== token.end; kind = scanner.scan()) {
    if (kind === token.openBrace || kind === token.openBracket) depth += 1;
    if (kind === token.closeBrace || kind === token.closeBracket) depth -= 1;
    if (depth > deepestValues) return scanner.getTokenOffset();
  }
  return null;
}

interface Reading {
  readonly body: string;
  readonly lineAt: (offset: number) => number;
  readonly faults: SyntaxFault[];
}

function toNode(node: Node, path: string, reading: Reading): DataNode {
  const { body, lineAt } = reading;
  const lines = [lineAt(node.offset), lineAt(node.offset + Math.max(0, node.length - 1))] as const;
  const children = node.children ?? [];
  if (node.type === "array") {
    const items = children.map((child, index) => toNode(child, `${path}[${index}]`, reading));
    return { type: "list", path, lines, items };
  }
  if (node.type === "object") return { type: "map", path, lines, entries: entriesOf(children, path, reading) };
  const value = node.value as string | number | boolean | null;
  const source = typeof value === "string" ? value : body.slice(node.offset, node.offset + node.length);
  return { type: "scalar", path, lines, value, source };
}

function entriesOf(properties: readonly Node[], path: string, reading: Reading): readonly DataEntry[] {
  const first = new Map<string, number>();
  return properties.flatMap(({ children: [name, value] = [] }) => {
    // A property of a broken document may have no value.
    if (name === undefined || value === undefined) return [];
    const key = String(name.value);
    const line = reading.lineAt(name.offset);
    const known = first.get(key);
    if (known !== undefined) {
      reading.faults.push({ line, message: `the key "${key}" stands twice: first on line ${known}` });
      return [];
    }
    first.set(key, line);
    const node = toNode(value, keyPath(path, key), reading);
    return [{ key, value: node, lines: [line, node.lines[1]] as const }];
  });
}

const messages: Readonly<Partial<Record<string, string>>> = {
  InvalidSymbol: "this is no JSON: texts and keys stand in double quotes",
  InvalidNumberFormat: "this is no number",
  PropertyNameExpected: "a key in double quotes is missing here: it may be one comma too many",
  ValueExpected: "a value is missing here: it may be one comma too many",
  ColonExpected: "a colon is missing behind a key",
  CommaExpected: "a comma is missing before this",
  CloseBraceExpected: "an object is not closed: } is missing",
  CloseBracketExpected: "an array is not closed: ] is missing",
  EndOfFileExpected: "the document is at its end before this: one bracket too many, or a second document",
  InvalidCommentToken: "JSON has no comments: take it out, or name the file *.jsonc",
  UnexpectedEndOfComment: "a comment is not closed",
  UnexpectedEndOfString: "a text is not closed on its line: a line break within it is written \\n",
  UnexpectedEndOfNumber: "this is no number",
  InvalidUnicode: "\\u is not followed by four hexadecimal digits",
  InvalidEscapeCharacter: "there is no such escape: a backslash is written \\\\",
  InvalidCharacter: "a control character in a text is written as an escape",
};
