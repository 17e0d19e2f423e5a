import * as fs from "node:fs";
import { join } from "node:path";

import type { UserRepository } from "./user-repository.ts";

/** Where isomorphic-git finds an object. */
interface LooseObject {
  readonly fs: typeof fs;
  readonly gitdir: string;
  readonly oid: string;
}

/**
 * Reads an object in this process when it is a loose one, as all are that a run has made; null otherwise. isomorphic-git is
 * sound for these. Packs it would read whole into memory, alternates it does not know, and some names it refuses: all
 * that is left to system git.
 */
export async function readLoose<T>(
  repository: UserRepository,
  object: string,
  read: (from: LooseObject) => Promise<T>,
): Promise<T | null> {
  if (!/^[0-9a-f]{40}$/.test(object)) return null;
  try {
    await fs.promises.access(join(repository.objects, object.slice(0, 2), object.slice(2)));
    return await read({ fs, gitdir: repository.gitDir, oid: object });
  } catch {
    return null;
  }
}
