import type { GroupReading } from "@fabrikk/compiler";
import type { Boundaries, UnclaimedSentence } from "@fabrikk/state";

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
  const lists = (name: keyof Boundaries) => prose.flatMap(({ boundaries }) => boundaries[name]);
  const one: GroupReading = {
    ...reading,
    title: first.title,
    boundaries: { always: lists("always"), ask_first: lists("ask_first"), never: lists("never") },
    clarifications: [...prose.flatMap(({ clarifications }) => clarifications), ...reading.clarifications],
    format: first.format,
    files: [...files],
  };
  return {
    readings: readings.flatMap((each) => (each === first ? [one] : prose.includes(each) ? [] : [each])),
    leftOut,
  };
}
