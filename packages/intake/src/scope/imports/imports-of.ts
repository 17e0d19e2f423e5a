import { extensionOf, type RepositoryIndex } from "../repository-index.ts";
import { go } from "./go.ts";
import type { ImportLanguage } from "./import-language.ts";
import { java } from "./java.ts";
import { javascript } from "./javascript.ts";
import { python } from "./python.ts";
import { rust } from "./rust.ts";

/** The languages whose imports are understood. */
const importLanguages: readonly ImportLanguage[] = [javascript, python, go, rust, java];

/** Imports stand at the top of a file. */
const mostCharacters = 200_000;

/** The files of the repository that a file imports, sorted; none for a language that is not understood. */
export async function importsOf(path: string, index: RepositoryIndex): Promise<readonly string[]> {
  const extension = extensionOf(path);
  const language = importLanguages.find(({ extensions }) => extensions.includes(extension));
  if (language === undefined) return [];
  const text = ((await index.read(path)) ?? "").slice(0, mostCharacters);
  const imported = await language.importsOf({ path, text }, index);
  return [...new Set(imported)].filter((each) => each !== path).toSorted();
}
