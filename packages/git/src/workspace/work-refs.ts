import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { readRegularFile } from "./read-regular-file.ts";

const mostRefs = 1000;
const longestRef = 4096;
const longestPackedRefs = 1024 * 1024;

/** Every ref of a throwaway repository with what it holds, read without git: loose ones before packed ones, as git does. */
export async function readWorkRefs(gitDir: string): Promise<ReadonlyMap<string, string>> {
  const refs = new Map<string, string>();
  const packed = await readRegularFile(join(gitDir, "packed-refs"), longestPackedRefs);
  if (packed.state === "refused") refs.set("packed-refs", packed.reason);
  if (packed.state === "read") {
    for (const line of text(packed.content).split("\n")) {
      const [, object, ref] = /^([0-9a-f]{40}) (\S+)$/.exec(line) ?? [];
      if (object !== undefined && ref !== undefined) refs.set(ref, object);
    }
  }
  await readLooseRefs(gitDir, "refs", refs);
  return refs;
}

async function readLooseRefs(gitDir: string, folder: string, refs: Map<string, string>): Promise<void> {
  const entries = await readdir(join(gitDir, folder), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (refs.size >= mostRefs) return;
    const ref = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      await readLooseRefs(gitDir, ref, refs);
    } else {
      const reading = await readRegularFile(join(gitDir, ref), longestRef);
      refs.set(ref, reading.state === "read" ? text(reading.content).trim() : `unreadable: ${reading.state}`);
    }
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
