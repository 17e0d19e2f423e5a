import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { delimiter, join, resolve } from "node:path";

/** Where a program is looked for. */
export interface ProgramPlace {
  /** Absolute path: programs with a slash in their name are relative to it. */
  readonly root: string;
  /** The variable `PATH`. */
  readonly path: string;
}

/** The file that would be started as this program, or null where there is none that can be executed. */
export async function findProgram(program: string, { root, path }: ProgramPlace): Promise<string | null> {
  const folders = program.includes("/") ? [root] : path.split(delimiter).map((folder) => resolve(root, folder));
  for (const folder of folders) {
    const file = program.startsWith("/") ? program : join(folder, program);
    if (await isExecutable(file)) return file;
  }
  return null;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
