import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { Config, FabrikkError } from "@fabrikk/state";
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document } from "yaml";
import type { z } from "zod";

import { didYouMean } from "./nearest-name.ts";
import { unknownNames } from "./unknown-names.ts";

/** The files a configuration may stand in, at the root of the repository. */
export const configFiles = ["fabrikk.config.yaml", "fabrikk.config.yml", "fabrikk.config.json"] as const;

/** One thing wrong with a configuration, at its place. */
interface ConfigProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The configuration of a repository, and the file it stands in: null where there is none and the defaults hold. */
export interface FoundConfig {
  readonly config: Config;
  readonly file: string | null;
}

/**
 * Reads the configuration in three steps: the text, its shape, the names in it. All problems of a step are told at once.
 * @throws FabrikkError `FABRIKK_CLI_CONFIG_TWICE`, `FABRIKK_CLI_CONFIG_INVALID`
 */
export async function readConfig(repository: string): Promise<FoundConfig> {
  const found = await findConfig(repository);
  if (found === null) return { config: Config.parse({}), file: null };
  const { file, text } = found;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  refuse(
    file,
    document.errors.map((error) => ({ ...at(error.pos[0]), message: error.message })),
  );
  const content = contentOf(document);
  refuse(
    file,
    content.problems.map(({ offset, message }) => ({ ...at(offset), message })),
  );
  const parsed = Config.safeParse(content.value ?? {});
  const problemAt: ProblemAt = (path, message) => ({ ...at(offsetOf(document, path)), message });
  const problemAtKey: ProblemAt = (path, message) => ({ ...at(offsetOfKey(document, path)), message });
  if (!parsed.success) refuse(file, shapeProblems(parsed.error.issues, { problemAt, problemAtKey }));
  const config = parsed.data as Config;
  refuse(
    file,
    unknownNames(config).map(({ path, message }) => problemAt(path, message)),
  );
  return { config, file };
}

interface Content {
  readonly value: unknown;
  readonly problems: readonly { readonly offset: number; readonly message: string }[];
}

/** The document's value. An alias may refer to nothing (a glob without quotes), and aliases of aliases to too much. */
function contentOf(document: Document): Content {
  const unresolved: { offset: number; message: string }[] = [];
  let last = 0;
  visit(document, {
    Alias: (_, alias) => {
      last = alias.range?.[0] ?? last;
      const message = `*${alias.source} refers to an anchor that is not there; a text that begins with * needs quotes`;
      if (alias.resolve(document) === undefined) unresolved.push({ offset: last, message });
    },
  });
  if (unresolved.length > 0) return { value: null, problems: unresolved };
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), problems: [] };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { value: null, problems: [{ offset: last, message: "the aliases up to here stand for too much" }] };
  }
}

async function findConfig(repository: string): Promise<{ readonly file: string; readonly text: string } | null> {
  const found: { readonly file: string; readonly text: string }[] = [];
  for (const file of configFiles) {
    const text = await readFile(join(repository, file), "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw unreadable(file, error);
    });
    if (text !== null) found.push({ file, text });
  }
  const [first, second] = found;
  if (first !== undefined && second !== undefined) {
    throw new FabrikkError({
      code: "FABRIKK_CLI_CONFIG_TWICE",
      message: `there are two configurations: ${first.file} and ${second.file}`,
      hint: "keep one of them",
      details: { files: found.map(({ file }) => file) },
    });
  }
  return first ?? null;
}

function unreadable(file: string, cause: NodeJS.ErrnoException): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_CLI_CONFIG_INVALID",
    message: `${file} cannot be read: ${cause.message}`,
    hint: "make it a readable file, or remove it",
    details: { file },
    cause,
  });
}

function refuse(file: string, problems: readonly ConfigProblem[]): void {
  if (problems.length === 0) return;
  const lines = problems
    .toSorted((left, right) => left.line - right.line || left.column - right.column)
    .map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
  throw new FabrikkError({
    code: "FABRIKK_CLI_CONFIG_INVALID",
    message: lines.join("\n"),
    hint: `mend ${problems.length === 1 ? "this line" : "these lines"} of ${file}`,
    details: { file, problems },
  });
}

/** Where the value of a path stands, or the nearest part of the path that is there. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** Where the last key of a path stands. */
function offsetOfKey(document: Document, path: readonly PropertyKey[]): number {
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const keys = isMap(parent) ? parent.items.map(({ key }) => key) : [];
  const key = keys.find((candidate) => isScalar(candidate) && String(candidate.value) === String(path.at(-1)));
  return isScalar(key) && key.range ? key.range[0] : offsetOf(document, path);
}

type ProblemAt = (path: readonly PropertyKey[], message: string) => ConfigProblem;

function shapeProblems(
  issues: readonly z.core.$ZodIssue[],
  { problemAt, problemAtKey }: { readonly problemAt: ProblemAt; readonly problemAtKey: ProblemAt },
): readonly ConfigProblem[] {
  return issues.flatMap((issue) => {
    const place = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => {
        const path = [...issue.path, key];
        return problemAtKey(
          path,
          `unknown key ${path.map(String).join(".")}.${didYouMean(key, knownKeys(issue.path))}`,
        );
      });
    }
    return [problemAt(issue.path, `${place === "" ? "" : `${place}: `}${issue.message}`)];
  });
}

/** The keys that the schema knows at a path of the configuration. */
function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = Config;
  for (const part of [...path, null]) {
    while (hasInner(schema)) schema = schema.def.innerType;
    if (part === null) break;
    schema = hasShape(schema) ? schema.shape[String(part)] : undefined;
  }
  return hasShape(schema) ? Object.keys(schema.shape) : [];
}

function hasInner(schema: unknown): schema is { readonly def: { readonly innerType: unknown } } {
  return (
    typeof schema === "object" &&
    schema !== null &&
    "def" in schema &&
    typeof schema.def === "object" &&
    schema.def !== null &&
    "innerType" in schema.def
  );
}

function hasShape(schema: unknown): schema is { readonly shape: Readonly<Record<string, unknown>> } {
  return typeof schema === "object" && schema !== null && "shape" in schema && typeof schema.shape === "object";
}
