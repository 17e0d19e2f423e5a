import { open, stat, type FileHandle } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";

import type { SpecProblem } from "@fabrikk/compiler";

import { maximumSourceBytes, tooLarge, type SourceFile } from "./decode-source.ts";
import { refuseSpec } from "./refuse-spec.ts";

/**
 * Reads the documents of a spec from disk. Their names are recorded relative to the repository, with `/`, so that the artifact
 * is the same wherever the repository stands; one that is named twice is read once.
 * @param repoRoot absolute path of the repository's top folder
 * @param paths absolute, or relative to `repoRoot`
 * @throws FabrikkError that names every problem (FAB-INT-007): `FABRIKK_INTAKE_SOURCE_MISSING`, `_SOURCE_FOLDER`,
 * `_SOURCE_UNREADABLE`, `_SPEC_TOO_LARGE`; a file over the limit is not read.
 */
export async function readSources(repoRoot: string, paths: readonly string[]): Promise<SourceFile[]> {
  const files = [...new Set(paths.map((path) => resolve(repoRoot, path)))];
  const readings = await Promise.all(files.map((path) => readSource(path, recordedName(repoRoot, path))));
  const problems = readings.flatMap((reading) => ("code" in reading ? [reading] : []));
  if (problems.length > 0) refuseSpec(problems);
  return readings.flatMap((reading) => ("bytes" in reading ? [reading] : []));
}

async function readSource(path: string, file: string): Promise<SourceFile | SpecProblem> {
  const problem = (code: SpecProblem["code"], message: string): SpecProblem => ({ code, file, line: 1, message });
  let handle: FileHandle | undefined;
  try {
    // Looked at before it is opened: opening a pipe would wait for ever.
    const found = await stat(path);
    if (found.isDirectory()) return problem("FABRIKK_INTAKE_SOURCE_FOLDER", "this is a folder");
    if (!found.isFile()) return problem("FABRIKK_INTAKE_SOURCE_UNREADABLE", "this is no regular file");
    handle = await open(path);
    const { size } = await handle.stat();
    if (size > maximumSourceBytes) return tooLarge(file, size);
    return { file, bytes: new Uint8Array(await handle.readFile()) };
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR")
      return problem("FABRIKK_INTAKE_SOURCE_MISSING", "there is no such file");
    if (code === "") throw error;
    return problem(
      "FABRIKK_INTAKE_SOURCE_UNREADABLE",
      `the file cannot be read: ${message.replace(/^\w+: /, "").replace(/, \w+ '.*'$/, "")}`,
    );
  } finally {
    await handle?.close();
  }
}

function recordedName(repoRoot: string, path: string): string {
  const name = relative(repoRoot, path);
  return (isAbsolute(name) ? path : name).split(sep).join("/");
}
