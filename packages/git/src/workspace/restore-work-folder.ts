import { lstat, mkdir, rm } from "node:fs/promises";

import type { WorkspaceFault } from "@fabrikk/state";

/** Puts an empty folder where a worker removed or replaced the folder of its working files: what is elsewhere is not its work. */
export async function restoreWorkFolder(work: string): Promise<readonly WorkspaceFault[]> {
  const found = await lstat(work).catch(() => null);
  if (found?.isDirectory() === true) return [];
  await rm(work, { force: true });
  await mkdir(work);
  return [{ kind: "path", detail: `the folder of the working files was ${found === null ? "removed" : "replaced"}` }];
}
