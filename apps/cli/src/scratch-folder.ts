import { tmpdir } from "node:os";
import { join } from "node:path";

/** Absolute path of the folder in which the runs of this user have their workspaces. */
export function scratchFolder(): string {
  return join(tmpdir(), `fabrikk-${process.getuid?.() ?? "user"}`);
}
