import { isTestFile } from "@fabrikk/compiler";

import { onlyOne, type RepositoryIndex } from "./repository-index.ts";

/** More files of one name are no answer. */
const mostCandidates = 5;

/**
 * The one file that is named after a name in the code and defines it; null where none does, or several. Only files of that
 * name are read: `parseLine` is looked for in `parse-line.ts`, `parse_line.py`, `ParseLine.java`.
 */
export async function definitionFile(name: string, index: RepositoryIndex): Promise<string | null> {
  const candidates = index.namedLike(name).filter((path) => !isTestFile(path));
  if (candidates.length > mostCandidates) return null;
  const definition = new RegExp(`${keyWord}${name.replaceAll("$", "\\$")}(?![\\w$])`);
  const found: string[] = [];
  for (const path of candidates) if (definition.test((await index.read(path)) ?? "")) found.push(path);
  return onlyOne(found);
}

/** The words that define something in the languages of the test table, and Go's methods. */
const keyWord = String.raw`\b(?:(?:function\*?|class|const|let|var|interface|type|enum|def|func|fun|fn|struct|trait|module|mod|object|record)\s+|func\s*\([^()]*\)\s*)`;
