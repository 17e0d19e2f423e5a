import { resolve } from "node:path";

import { fingerprints } from "@fabrikk/intake";
import { readSources } from "@fabrikk/intake/node";
import { FabrikkError, isFabrikkError, type RunArtifact } from "@fabrikk/state";

/** A run and the repository whose specs it was prepared from. */
export interface PreparedFrom {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly run: string;
  readonly artifact: RunArtifact;
}

/**
 * The specs must still be what the run was prepared from, documents that were added to a named folder included: looked at before
 * anything is dispatched (FAB-INT-009).
 * @throws FabrikkError `FABRIKK_CLI_SPEC_CHANGED`
 */
export async function checkSources({ root, run, artifact }: PreparedFrom): Promise<void> {
  const before = new Map(artifact.sources.map(({ file, sha256 }) => [file, sha256]));
  const now = await fingerprintsNow(root, artifact);
  const changed = [
    ...[...before].flatMap(([file, sha256]) => {
      const today = now.get(file);
      return today === sha256 ? [] : [`${file} ${today === undefined ? "is gone" : "has changed"}`];
    }),
    ...[...now.keys()].filter((file) => !before.has(file)).map((file) => `${file} is new`),
  ];
  if (changed.length === 0) return;
  throw new FabrikkError({
    code: "FABRIKK_CLI_SPEC_CHANGED",
    message: `the spec is not what the run was prepared from: ${changed.join(", ")}`,
    hint: `put it back, or see what it changes with \`fabrikk prepare --update ${run}\`; nothing was dispatched`,
    details: { files: artifact.sources.map(({ file }) => file) },
  });
}

async function fingerprintsNow(root: string, { named, sources }: RunArtifact): Promise<ReadonlyMap<string, string>> {
  const read = async (paths: readonly string[]) =>
    await readSources(
      root,
      paths.map((path) => resolve(root, path)),
    );
  try {
    return fingerprints(await read(named.paths), named.format);
  } catch (error) {
    if (!isFabrikkError(error)) throw error;
    // Something is gone or unreadable: each document for itself.
    const found = await Promise.all(sources.map(async ({ file }) => await read([file]).catch(() => [])));
    return fingerprints(found.flat(), named.format);
  }
}
