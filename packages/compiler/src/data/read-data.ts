import type { SourceText } from "../spec/spec-reading.ts";
import type { DataDocument } from "./data-document.ts";
import { readJson } from "./read-json.ts";
import { readYaml } from "./read-yaml.ts";

/** Is the document JSON or YAML, by its name? */
export function isDataFile(file: string): boolean {
  return /\.(?:jsonc?|ya?ml)$/i.test(file);
}

/**
 * Reads JSON or YAML, whichever its name says, with the place of every value. A document with another name is JSON where it begins with a
 * bracket, else YAML. Never throws for what it says.
 */
export function readData(source: SourceText): DataDocument {
  const isJson = /\.jsonc?$/i.test(source.file) || (!isDataFile(source.file) && /^[\s\uFEFF]*[[{]/.test(source.text));
  return isJson ? readJson(source) : readYaml(source);
}
