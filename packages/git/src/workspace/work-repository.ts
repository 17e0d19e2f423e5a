import { constants } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The branch that the worker finds itself on. */
export const workBranch = "refs/heads/work";

const config = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = false
	logallrefupdates = true
[gc]
	auto = 0
[maintenance]
	auto = false
`;

/** What the throwaway repository reads: where the user's objects are, and where a shallow history ends. */
export interface WorkObjects {
  readonly objects: string;
  readonly shallow: string;
}

/** The files of a fresh throwaway repository that must stay as they are, by path below `.git`. */
export function workRepositoryFiles(
  objects: string,
): Readonly<Record<"HEAD" | "config" | "objects/info/alternates", string>> {
  return { HEAD: `ref: ${workBranch}\n`, config, "objects/info/alternates": `${quoteAlternate(objects)}\n` };
}

/** Makes the throwaway repository's `.git` by writing its files: no git process is needed (FAB-EXEC-002). */
export async function writeWorkRepository(gitDir: string, commit: string, from: WorkObjects): Promise<void> {
  await mkdir(gitDir);
  await Promise.all(
    ["refs/heads", "objects/info", "hooks"].map((folder) => mkdir(join(gitDir, folder), { recursive: true })),
  );
  const files = { ...workRepositoryFiles(from.objects), [workBranch]: `${commit}\n` };
  await Promise.all([
    ...Object.entries(files).map(([path, content]) => writeFile(join(gitDir, path), content)),
    copyFile(from.shallow, join(gitDir, "shallow"), constants.COPYFILE_EXCL).catch(ignoreMissing),
  ]);
}

/** git reads the file line by line, `#` begins a comment, and a quoted line may hold escapes. */
function quoteAlternate(path: string): string {
  return /^[#"]|\n/.test(path) ? `"${path.replace(/["\\]/g, String.raw`\$&`).replaceAll("\n", String.raw`\n`)}"` : path;
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== "ENOENT") throw error;
}
