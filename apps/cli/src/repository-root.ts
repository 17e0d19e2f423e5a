import { lstat } from "node:fs/promises";
import { dirname, join } from "node:path";

import { FabrikkError } from "@fabrikk/state";

/**
 * The folder that holds `.git`, upwards from here. No git is started for it: views must be quick.
 * @throws FabrikkError `FABRIKK_CLI_NO_REPOSITORY`
 */
export async function repositoryRoot(folder: string): Promise<string> {
  for (let here = folder; ; here = dirname(here)) {
    const found = await lstat(join(here, ".git")).catch(() => null);
    if (found !== null) return here;
    if (dirname(here) === here) break;
  }
  throw new FabrikkError({
    code: "FABRIKK_CLI_NO_REPOSITORY",
    message: `${folder} is not inside a git repository`,
    hint: "go to your project, or name it with -C; a new one needs `git init` and a first commit",
    details: { folder },
  });
}
