import { canonicalJson, type Grouping, type Requirement } from "@fabrikk/state";

import type { Bundle, Candidate } from "./bundle.ts";

/** So many requirements that name no files make one task at most. */
const mostTogether = 10;

/** Requirements with more lines between them do not stand together: a heading and what surrounds it are more. */
const mostLinesApart = 2;

/**
 * Candidates for which nothing was found make one task with those that stand next to them in their document, so that a long list
 * does not become as many tasks that run alone. Only single requirements, and those of one class and the same test levels.
 */
export function bundleByPlace(
  candidates: readonly Candidate[],
  groupings: readonly Grouping[],
  requirements: readonly Requirement[],
): readonly Bundle[] {
  const places = placesOf(requirements);
  const bundles = Map.groupBy(candidates, ({ at, requirements: count }) => {
    const { requirement_ids: ids, class: kind, test_levels: levels } = groupings[at] as Grouping;
    const place = places.get(ids[0] ?? "");
    return count > 1 || place === undefined ? at : canonicalJson([place, kind, levels]);
  });
  return [...bundles.values()].flatMap((bundle) =>
    Array.from({ length: Math.ceil(bundle.length / mostTogether) }, (_, index) =>
      bundle.slice(index * mostTogether, (index + 1) * mostTogether),
    ),
  );
}

/** Requirements whose lines follow each other closely in one document have the same place. */
function placesOf(requirements: readonly Requirement[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  let [place, file, line] = [0, "", -mostLinesApart];
  for (const { id, source } of requirements.toSorted(bySource)) {
    const [first, end] = source.lines;
    const isNext = source.file === file && first - line <= mostLinesApart;
    place = isNext ? place : place + 1;
    line = isNext ? Math.max(line, end) : end;
    file = source.file;
    places.set(id, place);
  }
  return places;
}

function bySource(a: Requirement, b: Requirement): number {
  const order = a.source.file < b.source.file ? -1 : a.source.file > b.source.file ? 1 : 0;
  return order || a.source.lines[0] - b.source.lines[0] || (a.id < b.id ? -1 : 1);
}
