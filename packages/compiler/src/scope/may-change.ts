import type { FileScope } from "@fabrikk/state";

import { classifyPath } from "./classify-path.ts";

/** May a task with this scope change this path: does it own it, or share it (FAB-EXEC-003)? */
export function mayChange(scope: FileScope, path: string): boolean {
  const place = classifyPath(scope, path);
  return place === "owned" || place === "shared";
}
