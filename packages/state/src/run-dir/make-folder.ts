import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";

import { syncPath } from "./sync-path.ts";

/** Makes a folder and those above it, durably. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncPath(dirname(made));
}
