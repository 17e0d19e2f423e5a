import { open, readdir, stat, type FileHandle } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";

import type { SpecProblem } from "@fabrikk/compiler";

import { maximumSourceBytes, tooLarge, type SourceFile } from "./decode-source.ts";
import { refuseSpec } from "./refuse-spec.ts";

/** Most documents that one named folder may hold. */
const mostFiles = 500;
const documentName = /\.(?:md|markdown|txt|text|rst|adoc|asciidoc|ya?ml|jsonc?|feature)$/i;
/** Folders below a named one that hold no specs, whatever is in them. */
const skippedFolder = /^(?:\..*|node_modules|target|dist|build|vendor)$/;

/**
 * Reads the documents of a spec from disk. Their names are recorded relative to the repository, with `/`, so that the artifact
 * is the same wherever the repository stands; one that is named twice is read once. A folder stands for the documents in it
 * and below it, in the order of their names; links in it are not followed.
 * @param repoRoot absolute path of the repository's top folder
 * @param paths absolute, or relative to `repoRoot`
 * @throws FabrikkError that names every problem (FAB-INT-007): `FABRIKK_INTAKE_SOURCE_MISSING`, `_SOURCE_FOLDER`,
 * `_SOURCE_UNREADABLE`, `_SPEC_TOO_LARGE`; a file over the limit is not read.
 */
export async function readSources(repoRoot: string, paths: readonly string[]): Promise<SourceFile[]> {
  const named = [...new Set(paths.map((path) => resolve(repoRoot, path)))];
  const expanded = await Promise.all(named.map(async (path) => await documentsAt(repoRoot, path)));
  const problems: SpecProblem[] = [];
  const sources = new Map<string, SourceFile>();
  for (const reading of expanded.flat()) {
    if ("code" in reading) problems.push(reading);
    else if (reading.folder === undefined || !sources.has(reading.file)) sources.set(reading.file, reading);
  }
  if (problems.length > 0) refuseSpec(problems);
  return [...sources.values()];
}

async function documentsAt(repoRoot: string, path: string): Promise<readonly (SourceFile | SpecProblem)[]> {
  const file = recordedName(repoRoot, path);
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() !== true) return [await readSource(path, file)];
  const files = await listDocuments(path).catch((error: unknown) => unreadable(file, error));
  if (!Array.isArray(files)) return [files];
  if (files.length === 0 || files.length > mostFiles) {
    const what = files.length === 0 ? "no document" : `more than ${mostFiles} documents`;
    return [{ code: "FABRIKK_INTAKE_SOURCE_FOLDER", file, line: 1, message: `the folder holds ${what}` }];
  }
  return await Promise.all(
    files.map(async (each) => {
      const reading = await readSource(each, recordedName(repoRoot, each));
      return "code" in reading ? reading : { ...reading, folder: file };
    }),
  );
}

/** At most one more than `mostFiles`, in the order of their names. */
async function listDocuments(folder: string): Promise<string[]> {
  const found: string[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined && found.length <= mostFiles; next = folders.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true })) {
      const path = join(next, entry.name);
      if (entry.isDirectory() && !skippedFolder.test(entry.name)) folders.push(path);
      else if (entry.isFile() && documentName.test(entry.name) && found.length <= mostFiles) found.push(path);
    }
  }
  return found.toSorted((a, b) => (a < b ? -1 : 1));
}

async function readSource(path: string, file: string): Promise<SourceFile | SpecProblem> {
  const problem = (code: SpecProblem["code"], message: string): SpecProblem => ({ code, file, line: 1, message });
  let handle: FileHandle | undefined;
  try {
    // Looked at before it is opened: opening a pipe would wait for ever.
    const found = await stat(path);
    if (!found.isFile()) return problem("FABRIKK_INTAKE_SOURCE_UNREADABLE", "this is no regular file");
    handle = await open(path);
    const { size } = await handle.stat();
    if (size > maximumSourceBytes) return tooLarge(file, size);
    return { file, bytes: new Uint8Array(await handle.readFile()) };
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR")
      return problem("FABRIKK_INTAKE_SOURCE_MISSING", "there is no such file");
    return unreadable(file, error);
  } finally {
    await handle?.close();
  }
}

function unreadable(file: string, error: unknown): SpecProblem {
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (code === "") throw error;
  const why = message.replace(/^\w+: /, "").replace(/, \w+ '.*'$/, "");
  return { code: "FABRIKK_INTAKE_SOURCE_UNREADABLE", file, line: 1, message: `it cannot be read: ${why}` };
}

function recordedName(repoRoot: string, path: string): string {
  const name = relative(repoRoot, path);
  return (isAbsolute(name) ? path : name).split(sep).join("/");
}
