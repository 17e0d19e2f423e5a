import { folderOf, type RepositoryIndex } from "../repository-index.ts";
import { firstFile, joinPath, type ImportLanguage } from "./import-language.ts";

const specifiers = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)(["'])(\.{1,2}(?:\/[^"'\n]*)?)\1/g;

const endings = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];

/** A TypeScript source is imported under the name of what it is compiled to. */
const compiled: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".jsx": [".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};

/** Relative imports of JavaScript and TypeScript; a path that a tsconfig maps is not looked up. */
export const javascript: ImportLanguage = {
  extensions: ["ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs", "vue", "svelte"],
  importsOf: ({ path, text }, index) =>
    Promise.resolve(
      [...text.matchAll(specifiers)].flatMap(([, , specifier = ""]) => resolved(folderOf(path), specifier, index)),
    ),
};

function resolved(folder: string, specifier: string, index: RepositoryIndex): readonly string[] {
  const path = joinPath(folder, specifier.replace(/[?#].*$/, ""));
  if (path === null) return [];
  const ending = /\.[cm]?jsx?$/.exec(path)?.[0] ?? "";
  const stem = path.slice(0, path.length - ending.length);
  const sources = (compiled[ending] ?? []).map((other) => `${stem}${other}`);
  const inFolder = path === "" ? "index" : `${path}/index`;
  return firstFile(
    [path, ...sources, ...endings.map((each) => `${path}${each}`), ...endings.map((each) => `${inFolder}${each}`)],
    index,
  );
}
