import { folderOf, type RepositoryIndex } from "../repository-index.ts";
import { firstFile, type ImportLanguage } from "./import-language.ts";

const importLine = /^[^\S\n]*import[^\S\n]+([\w.][^\n#;]*)/gm;
const fromLine = /^[^\S\n]*from[^\S\n]+(\.*)([\w.]*)[^\S\n]+import[^\S\n]+(\([^)]*\)|[^\n#;]*)/gm;

/** Modules of Python: relative ones, and absolute ones from the top, from `src` and from the folders above the file. */
export const python: ImportLanguage = {
  extensions: ["py", "pyi"],
  importsOf: ({ path, text }, index) => {
    const roots = ["", "src", ...foldersAbove(path)];
    const modules = [...text.matchAll(importLine)].flatMap(([, list = ""]) =>
      namesIn(list).flatMap((name) => moduleFile(roots, name, index)),
    );
    const members = [...text.matchAll(fromLine)].flatMap(([, dots = "", module = "", list = ""]) => {
      const folders = dots === "" ? roots : foldersAbove(path).slice(-dots.length, 1 - dots.length || undefined);
      return namesIn(list).flatMap((name) => {
        const submodule = moduleFile(folders, module === "" ? name : `${module}.${name}`, index);
        return submodule.length > 0 ? submodule : moduleFile(folders, module, index);
      });
    });
    return Promise.resolve([...modules, ...members]);
  },
};

/** The names of `a.b as c, d`, without what they are renamed to. */
function namesIn(list: string): readonly string[] {
  const names = list.replace(/[()]|#[^\n]*/g, "").split(",");
  return names.map((name) => name.trim().replace(/\s.*$/s, "")).filter((name) => /^\w+(?:\.\w+)*$/.test(name));
}

function moduleFile(folders: readonly string[], module: string, index: RepositoryIndex): readonly string[] {
  const path = module.replaceAll(".", "/");
  return firstFile(
    folders.flatMap((folder) => {
      const place = [folder, path].filter((each) => each !== "").join("/");
      return [`${place}.py`, place === "" ? "__init__.py" : `${place}/__init__.py`];
    }),
    index,
  );
}

/** The folders that a file stands in, the top first and its own last. */
function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return ["", ...folders.toReversed()];
}
