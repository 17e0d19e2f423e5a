import { folderOf, type RepositoryIndex } from "../repository-index.ts";
import { firstFile, type ImportLanguage } from "./import-language.ts";

const visibility = String.raw`^[^\S\n]*(?:pub(?:\([^)\n]*\))?[^\S\n]+)?`;
const modLine = new RegExp(String.raw`${visibility}mod[^\S\n]+(\w+)[^\S\n]*;`, "gm");
const useLine = new RegExp(String.raw`${visibility}use[^\S\n]+((?:crate|self|super)(?:::\w+)*)`, "gm");

/** Modules of a crate: `mod a;`, and `use` of `crate`, `self` and `super`. */
export const rust: ImportLanguage = {
  extensions: ["rs"],
  importsOf: ({ path, text }, index) => {
    const declared = [...text.matchAll(modLine)].flatMap(([, name = ""]) =>
      moduleFile(moduleFolder(path), [name], index),
    );
    const used = [...text.matchAll(useLine)].flatMap(([, names = ""]) => usedFile(path, names.split("::"), index));
    return Promise.resolve([...declared, ...used]);
  },
};

function usedFile(path: string, names: readonly string[], index: RepositoryIndex): readonly string[] {
  if (names[0] === "crate") return moduleFile(crateFolder(path, index), names.slice(1), index);
  let folder = moduleFolder(path);
  let at = names[0] === "self" ? 1 : 0;
  for (; names[at] === "super"; at += 1) folder = folderOf(folder);
  return moduleFile(folder, names.slice(at), index);
}

/** The longest part of the names that is a module: behind it stands what it holds. */
function moduleFile(folder: string, names: readonly string[], index: RepositoryIndex): readonly string[] {
  const places = names.map((_, at) =>
    [folder, ...names.slice(0, names.length - at)].filter((each) => each !== "").join("/"),
  );
  return firstFile(
    places.flatMap((place) => [`${place}.rs`, `${place}/mod.rs`]),
    index,
  );
}

/** The modules inside of `a.rs` stand in the folder `a`; those of `mod.rs` and of a crate's own file beside it. */
function moduleFolder(path: string): string {
  return /(?:^|\/)(?:mod|lib|main)\.rs$/.test(path) ? folderOf(path) : path.replace(/\.rs$/, "");
}

/** The nearest folder above the file that holds a crate's own file. */
function crateFolder(path: string, index: RepositoryIndex): string {
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) {
    if (index.has(`${folder}/lib.rs`) || index.has(`${folder}/main.rs`)) return folder;
  }
  return "";
}
