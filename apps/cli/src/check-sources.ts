import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { FabrikkError, sha256Hex, type RunArtifact } from "@fabrikk/state";

/**
 * The specs must still be what the run was prepared from: looked at before anything is dispatched (FAB-INT-009).
 * @throws FabrikkError `FABRIKK_CLI_SPEC_CHANGED`
 */
export async function checkSources(root: string, artifact: RunArtifact): Promise<void> {
  const changed: string[] = [];
  for (const { file, sha256 } of artifact.sources) {
    const bytes = await readFile(resolve(root, file)).catch(() => null);
    if (bytes === null || sha256Hex(bytes) !== sha256)
      changed.push(`${file} ${bytes === null ? "is gone" : "has changed"}`);
  }
  if (changed.length === 0) return;
  throw new FabrikkError({
    code: "FABRIKK_CLI_SPEC_CHANGED",
    message: `the spec is not what the run was prepared from: ${changed.join(", ")}`,
    hint: "put it back, or prepare a new run with `fabrikk prepare <spec>`; nothing was dispatched",
    details: { files: artifact.sources.map(({ file }) => file) },
  });
}
