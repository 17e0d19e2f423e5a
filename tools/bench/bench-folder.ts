import { mkdtempDisposable, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for one measurement, on the disk that holds temporary files. Disposing it removes it. */
export async function benchFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  return await mkdtempDisposable(join(await realpath(tmpdir()), "fabrikk-bench-"));
}
