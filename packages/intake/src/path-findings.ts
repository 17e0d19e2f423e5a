import type { PreparationFinding } from "@fabrikk/state";

import type { MergedReading } from "./merge-readings.ts";

/** So many paths are named in one finding; the rest is counted. */
const named = 10;

/**
 * Planned paths that the repository does not have, one finding for each plan: they may be typing errors. Only documents that declare
 * waves are looked at: they were made for files that exist, while any other spec may name new ones.
 */
export function pathFindings(
  { requirements, groupings, declaredWaves }: Pick<MergedReading, "requirements" | "groupings" | "declaredWaves">,
  files: readonly string[],
): readonly PreparationFinding[] {
  const known = new Set(files);
  const plans = new Set(declaredWaves.map(({ file }) => file));
  const sources = new Map(requirements.map(({ id, source }) => [id, source.file]));
  const missing = new Map<string, Set<string>>();
  for (const { requirement_ids: ids, scope, proposed_by: proposedBy } of groupings) {
    const document = sources.get(ids[0] ?? "");
    if (document === undefined || !plans.has(document) || proposedBy !== undefined) continue;
    for (const path of [...scope.owned, ...scope.shared].map((glob) => glob.replace(/^\.\//, ""))) {
      if (/[*?[{\\]/.test(path) || known.has(path)) continue;
      missing.set(document, (missing.get(document) ?? new Set()).add(path));
    }
  }
  return [...missing].map(([file, paths]) => ({
    code: "FABRIKK_INTAKE_PATH_MISSING",
    message: `${file} plans ${paths.size === 1 ? "a path" : `${paths.size} paths`} that the repository does not have: ${list([...paths])}`,
    source: null,
  }));
}

function list(paths: readonly string[]): string {
  const more = paths.length > named ? `, and ${paths.length - named} more` : "";
  return `${paths.slice(0, named).join(", ")}${more}`;
}
