import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
  type YAMLError,
  type YAMLMap,
} from "yaml";

import type { SourceText } from "../spec/spec-reading.ts";
import type { DataDocument } from "./data-document.ts";
import { deepestValues, keyPath, type DataEntry, type DataNode, type DataScalar, type Lines } from "./data-node.ts";
import { lineTable } from "./line-table.ts";
import { syntaxProblems, tooDeep, type SyntaxFault } from "./syntax-problems.ts";
import { yamlDocuments } from "./yaml-documents.ts";

/** Most values that the aliases of one document stand for, together. */
const mostAliased = 10_000;

/**
 * Reads YAML 1.2 with the place of every value. Reports every line that is broken, keys that stand twice, and what is no plain data:
 * tags, merge keys, several documents. Aliases are read as what they stand for, up to 10,000 values. Never throws; deep nesting
 * is refused before it is walked.
 */
export function readYaml({ file, text }: SourceText): DataDocument {
  const lineAt = lineTable(text);
  const { documents, deep } = yamlDocuments(text);
  const reading: Reading = {
    text,
    lineAt,
    faults: [],
    anchors: new Map(),
    aliased: { count: 0, line: null },
    deepLines: [],
  };
  if (deep !== null) reading.deepLines.push(lineAt(deep));
  for (const { errors, warnings } of documents)
    for (const error of [...errors, ...warnings])
      reading.faults.push({ line: lineAt(error.pos[0]), message: faultOf(error) });
  const [document, second] = documents;
  if (second !== undefined)
    reading.faults.push({ line: lineAt(second.range[0]), message: "a second document begins here: a file holds one" });
  const contents = document?.contents ?? null;
  const root = contents === null ? null : toNode(contents, { path: "", depth: 0, at: null }, reading);
  const code = "FABRIKK_COMPILER_YAML_INVALID";
  const problems = [
    ...[...new Set(reading.deepLines)].map((line) => tooDeep(file, line)),
    // What stands behind a nesting that was not read to its end is not broken by itself.
    ...syntaxProblems({ code, file }, reading.faults).filter(({ line }) => deep === null || line < lineAt(deep)),
  ];
  return { file, text, root, problems: problems.toSorted((a, b) => a.line - b.line) };
}

/** The parser's own words, but where they do not say what is to be done. */
function faultOf({ code, message }: YAMLError): string {
  if (code === "BLOCK_AS_IMPLICIT_KEY") return "a text that holds a colon and a space stands in quotes";
  return message.replace(/^./, (first) => first.toLowerCase());
}

interface Reading {
  readonly text: string;
  readonly lineAt: (offset: number) => number;
  readonly faults: SyntaxFault[];
  readonly anchors: Map<string, Node>;
  readonly aliased: { count: number; line: number | null };
  readonly deepLines: number[];
}

interface Place {
  readonly path: string;
  readonly depth: number;
  /** Within an alias: the line on which the alias stands. */
  readonly at: number | null;
}

function toNode(node: Node, place: Place, reading: Reading): DataNode {
  const { path, depth, at } = place;
  const lines = at === null ? linesOf(node, reading) : ([at, at] as const);
  if (depth > deepestValues) return refuse(lines, path, reading);
  if (isAlias(node)) return aliased(node.source, { ...place, at: lines[0] }, reading);
  if (node.anchor !== undefined && at === null) reading.anchors.set(node.anchor, node);
  if (at !== null && !isAffordable(at, reading)) return nothing(lines, path);
  if (isScalar(node)) return scalarOf(node, path, lines);
  const within = (name: string): Place => ({ path: name, depth: depth + 1, at });
  if (isSeq<Node>(node)) {
    const items = node.items.map((item, index) => toNode(item, within(`${path}[${index}]`), reading));
    return { type: "list", path, lines: covering(lines, items, node.flow === true), items };
  }
  if (!isMap<Node, Node | null>(node)) return nothing(lines, path);
  const entries = entriesOf(node, within(path), reading);
  return { type: "map", path, lines: covering(lines, entries, node.flow === true), entries };
}

function refuse(lines: Lines, path: string, { deepLines }: Reading): DataScalar {
  deepLines.push(lines[0]);
  return nothing(lines, path);
}

/** A node is looked up by its name, in the order of the text, and read again where the alias stands. */
function aliased(name: string, place: Place, reading: Reading): DataNode {
  const { at, path } = place;
  const line = at ?? 1;
  const target = reading.anchors.get(name);
  if (target !== undefined) return toNode(target, { ...place, depth: place.depth + 1 }, reading);
  reading.faults.push({ line, message: `the alias *${name} stands for nothing` });
  return nothing([line, line], path);
}

function isAffordable(line: number, { aliased: spent, faults }: Reading): boolean {
  spent.count += 1;
  if (spent.count <= mostAliased) return true;
  if (spent.line === null) {
    spent.line = line;
    faults.push({ line, message: `the aliases stand for more than ${mostAliased} values: write them out` });
  }
  return false;
}

function entriesOf(map: YAMLMap<Node, Node | null>, place: Place, reading: Reading): readonly DataEntry[] {
  const first = new Map<string, number>();
  return map.items.flatMap((pair) => {
    const key = keyOf(pair, reading);
    const line = place.at ?? (isNode(pair.key) ? linesOf(pair.key, reading)[0] : 1);
    const known = key === null ? undefined : first.get(key);
    if (known !== undefined)
      reading.faults.push({ line, message: `the key "${key}" stands twice: first on line ${known}` });
    if (key === null || known !== undefined) return [];
    first.set(key, line);
    const path = keyPath(place.path, key);
    const value = pair.value === null ? nothing([line, line], path) : toNode(pair.value, { ...place, path }, reading);
    return [{ key, value, lines: [line, Math.max(line, value.lines[1])] as const }];
  });
}

function keyOf({ key }: Pair<Node, Node | null>, reading: Reading): string | null {
  const [line] = isNode(key) ? linesOf(key, reading) : [1];
  if (!isScalar(key)) {
    reading.faults.push({ line, message: "a key is a plain text" });
    return null;
  }
  const text = typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
  if (text !== "<<") return text;
  reading.faults.push({ line, message: "the merge key << is not read: write the keys out" });
  return null;
}

function scalarOf(node: Node, path: string, lines: Lines): DataScalar {
  const { value, source } = isScalar(node) ? node : { value: null, source: undefined };
  if (typeof value === "string") return { type: "scalar", path, lines, value, source: value };
  if (typeof value === "number" || typeof value === "boolean")
    return { type: "scalar", path, lines, value, source: source ?? String(value) };
  return nothing(lines, path);
}

function nothing(lines: Lines, path: string): DataScalar {
  return { type: "scalar", path, lines, value: null, source: "" };
}

/** Without the white space and comments behind it. */
function linesOf(node: Node, { text, lineAt }: Reading): Lines {
  const [from, to] = (node as ParsedNode).range;
  let end = Math.max(from, to);
  while (end > from && /\s/.test(text[end - 1] ?? "")) end -= 1;
  return [lineAt(from), lineAt(Math.max(from, end - 1))];
}

/** What is not in brackets ends where its last part ends. */
function covering(lines: Lines, parts: readonly { readonly lines: Lines }[], isInBrackets: boolean): Lines {
  return isInBrackets ? lines : [lines[0], Math.max(lines[0], parts.at(-1)?.lines[1] ?? lines[1])];
}
