import type { FileScope } from "@fabrikk/state";

import { escapeGlob } from "../glob/escape-glob.ts";
import { scopeWithTests } from "./scope-with-tests.ts";

/** The scope of a repair task (FAB-CNV-002): exactly these files, as paths and not as globs, and their test neighbours. */
export function repairScope(files: readonly string[]): FileScope {
  return scopeWithTests({ owned: files.map(escapeGlob), read_only: [], shared: [] });
}
