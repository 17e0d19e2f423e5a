import { firstOf, type ProjectFolder } from "./project-folder.ts";

/** A program that runs the scripts of a package.json. */
export type PackageManager = "npm" | "pnpm" | "yarn" | "bun";

/** The field `packageManager` of package.json says it; else the lock file that is there. */
export function packageManager(
  { packageManager: named }: Readonly<Record<string, unknown>>,
  folder: ProjectFolder,
): PackageManager {
  const said = typeof named === "string" ? /^(npm|pnpm|yarn|bun)@/.exec(named)?.[1] : undefined;
  if (said !== undefined) return said as PackageManager;
  const lock = firstOf(folder, ["pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"]);
  if (lock === undefined) return "npm";
  return lock.startsWith("bun") ? "bun" : lock === "yarn.lock" ? "yarn" : "pnpm";
}
