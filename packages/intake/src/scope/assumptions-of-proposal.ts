import { taskSizeLimit } from "@fabrikk/compiler";
import type { Grouping } from "@fabrikk/state";

import type { Bundle, Candidate } from "./bundle.ts";
import type { ImportLink } from "./data-dependencies.ts";

/** So many are named in one sentence; the rest is counted. */
const named = 10;

/** What a person should know about the proposal before approving it, one sentence a kind. */
export function assumptionsOfProposal({
  bundles,
  groupings,
  imports,
}: {
  readonly bundles: readonly Bundle[];
  readonly groupings: readonly Grouping[];
  readonly imports: readonly ImportLink[];
}): readonly string[] {
  const idsOf = (members: readonly Candidate[]): readonly string[] =>
    members.flatMap(({ at }) => groupings[at]?.requirement_ids ?? []);
  const candidates = bundles.flat().toSorted((a, b) => a.at - b.at);
  const isWide = ({ files }: Candidate): boolean => files.length > taskSizeLimit.files;
  const found = candidates.filter((candidate) => candidate.files.length > 0 && !isWide(candidate));
  const together = bundles.filter((bundle) => bundle.length > 1 && !found.includes(bundle[0] as Candidate));
  return [
    ...sentence(idsOf(found), (ids) => `the files of ${ids} were proposed from what their texts mention`),
    ...sentence(
      idsOf(candidates.filter(isWide)),
      (ids) => `${ids} mention more than ${taskSizeLimit.files} files each, and were given none`,
    ),
    ...sentence(
      together.map((bundle) => spanOf(idsOf(bundle))),
      (tasks) => `what names no files is done together with what stands beside it: ${tasks}`,
    ),
    ...sentence(
      imports.map(({ from, to, file, imported }) => `${from} after ${to} (${file} imports ${imported})`),
      (orders) => `the order that imports ask for was taken: ${orders}`,
    ),
  ];
}

function spanOf(ids: readonly string[]): string {
  return `${ids[0]} to ${ids.at(-1)} (${ids.length})`;
}

function sentence(items: readonly string[], tell: (list: string) => string): readonly string[] {
  if (items.length === 0) return [];
  const more = items.length - named;
  return [tell(`${items.slice(0, named).join(", ")}${more > 0 ? `, and ${more} more` : ""}`)];
}
