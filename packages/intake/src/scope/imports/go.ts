import { isTestFile } from "@fabrikk/compiler";

import { folderOf, type RepositoryIndex } from "../repository-index.ts";
import type { ImportLanguage } from "./import-language.ts";

const importClause = /^import\s+(?:\(([^)]*)\)|(?:[\w.]+\s+)?"([^"\n]+)")/gm;

/** Packages of the file's own Go module: every source file in the package's folder. */
export const go: ImportLanguage = {
  extensions: ["go"],
  importsOf: async ({ path, text }, index) => {
    const module = await moduleOf(path, index);
    if (module === null) return [];
    const named = [...text.matchAll(importClause)].flatMap(([, block, single]) =>
      single === undefined ? [...(block ?? "").matchAll(/"([^"\n]+)"/g)].map(([, name = ""]) => name) : [single],
    );
    return named
      .filter((name) => name === module.name || name.startsWith(`${module.name}/`))
      .map((name) => [module.folder, name.slice(module.name.length + 1)].filter((each) => each !== "").join("/"))
      .flatMap((folder) => index.inFolder(folder))
      .filter((file) => file.endsWith(".go") && !isTestFile(file));
  },
};

/** The module of the nearest go.mod above a file. */
async function moduleOf(
  path: string,
  index: RepositoryIndex,
): Promise<{ readonly folder: string; readonly name: string } | null> {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const file = folder === "" ? "go.mod" : `${folder}/go.mod`;
    if (index.has(file)) {
      const name = /^module\s+"?([^\s"]+)/m.exec((await index.read(file)) ?? "")?.[1];
      return name === undefined ? null : { folder, name };
    }
    if (folder === "") return null;
  }
}
