import { isTestFile } from "./is-test-file.ts";
import { testLanguageOf } from "./test-languages.ts";

/** Folders that hold a project's sources: tests stand in a tree beside them. The longest comes first. */
const sourceRoots = ["src/main", "src", "lib", "app"];

/**
 * The paths at which the tests of a source can stand, by the table in `test-languages.ts`; none for a test, or for a file
 * of an unknown language. `*` may stand for the name.
 */
export function testNeighbours(path: string): string[] {
  const language = testLanguageOf(path);
  if (language === null || isTestFile(path)) return [];
  const slash = path.lastIndexOf("/") + 1;
  const dot = path.lastIndexOf(".");
  const [dir, stem, ext] = [path.slice(0, slash), path.slice(slash, dot), path.slice(dot + 1)];
  if (stem === "" || stem === "__init__") return [];
  const root = sourceRootOf(dir);
  const usable = language.neighbours.filter((pattern) => root !== null || !pattern.includes("{before}"));
  const parts: Readonly<Record<string, string>> = {
    dir,
    stem,
    ext,
    before: root?.before ?? "",
    below: root?.below ?? "",
  };
  return [...new Set(usable.map((pattern) => pattern.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? "")))];
}

/** The folders before and below a source root. The repository's own top is one for the files that stand in it. */
function sourceRootOf(dir: string): { readonly before: string; readonly below: string } | null {
  for (const root of sourceRoots) {
    const at = `/${dir}`.indexOf(`/${root}/`);
    if (at !== -1)
      return { before: dir.slice(0, at) + (root === "src/main" ? "src/" : ""), below: dir.slice(at + root.length + 1) };
  }
  return dir === "" ? { before: "", below: "" } : null;
}
