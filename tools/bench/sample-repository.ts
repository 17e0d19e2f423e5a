import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { plainGit } from "../plain-git.ts";
import { seededRandom } from "./seeded-random.ts";

const filesPerFolder = 20;

/** A repository with one commit of that many source files, 1 to 8 KiB each. */
export async function writeSampleRepository(folder: string, files: number): Promise<void> {
  const random = seededRandom(files);
  for (let index = 0; index < files; index += 1) {
    const path = join(folder, "src", `part-${Math.floor(index / filesPerFolder)}`, `file-${index}.ts`);
    const lines = Array.from(
      { length: 20 + random.below(140) },
      (_, line) => `export const value${line} = ${random.below(1_000_000)}; // of file ${index}`,
    );
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `${lines.join("\n")}\n`);
  }
  await plainGit(folder, ["init", "--quiet", "--initial-branch=main", "--template="]);
  await plainGit(folder, ["add", "--all"]);
  await plainGit(folder, ["commit", "--quiet", "--message=base"]);
}
