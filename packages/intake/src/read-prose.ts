import type { GroupReading, SpecReading } from "@fabrikk/compiler";
import type { UnclaimedSentence } from "@fabrikk/state";

import { normalizeProse } from "./normalize/normalize-prose.ts";
import type { PreparationPorts } from "./prepare-artifact.ts";
import type { DocumentReading } from "./read-documents.ts";

/** The readings of a spec, prose included. */
export interface ProseReading {
  readonly readings: readonly GroupReading[];
  /** Sentences that the normalizer left out, with its reasons. */
  readonly leftOut: readonly UnclaimedSentence[];
}

/**
 * Has the documents normalized in which nothing states a requirement by itself (FAB-INT-003). Without a normalizer they stay
 * as they are; with a problem in any document nobody is asked: the spec is refused anyway.
 */
export async function readProse(
  { normalizer, signal }: Pick<PreparationPorts, "normalizer" | "signal">,
  { readings, texts, problems }: DocumentReading,
): Promise<ProseReading> {
  const prose = readings.filter(({ requirements }) => requirements.length === 0);
  const isRefused = problems.length > 0 || readings.some((reading) => reading.problems.length > 0);
  const [first] = prose;
  if (normalizer === null || first === undefined || isRefused) return { readings, leftOut: [] };
  const files = new Set(prose.flatMap((reading) => reading.files));
  const { reading, leftOut } = await normalizeProse({
    documents: texts.filter(({ file }) => files.has(file)),
    sentences: prose.flatMap(({ sentences }) => sentences),
    ask: normalizer,
    signal,
  });
  return {
    readings: readings.map((each) => (prose.includes(each) ? partOf(reading, each) : each)),
    leftOut,
  };
}

/** What the normalizer made of the documents of one reading; what the documents themselves say beside requirements stays. */
function partOf(reading: SpecReading, own: GroupReading): GroupReading {
  const isOwn = ({ source }: { readonly source: { readonly file: string } }): boolean =>
    own.files.includes(source.file);
  const requirements = reading.requirements.filter(isOwn);
  const ids = new Set(requirements.map(({ id }) => id));
  const isFirst = reading.requirements[0] !== undefined && ids.has(reading.requirements[0].id);
  return {
    ...own,
    requirements,
    groupings: reading.groupings.filter(({ requirement_ids: each }) => each.every((id) => ids.has(id))),
    assumptions: [...own.assumptions, ...(isFirst ? reading.assumptions : [])],
    clarifications: [...own.clarifications, ...(isFirst ? reading.clarifications : [])],
    sentences: reading.sentences.filter(isOwn),
    notes: reading.notes.filter(isOwn),
  };
}
