import { claimNotes } from "../../spec/claim-notes.ts";
import { markClaimed } from "../../spec/mark-claimed.ts";
import { normativeSentences } from "../../spec/normative-sentences.ts";
import { sourceNotes } from "../../spec/source-notes.ts";
import type { SourceNote, SpecReading } from "../../spec/spec-reading.ts";
import type { FeatureDocument } from "./feature-document.ts";
import { namedClaims } from "./named-claims.ts";
import { noteOn } from "./note-on.ts";
import type { SpecEntry, WorkEntry } from "./spec-entry.ts";

/** What is known of the lines of a feature's documents. */
export interface KnownLines {
  readonly stated: readonly SpecEntry[];
  readonly work: readonly WorkEntry[];
  /** Lines that are neither, and that the format has a place for. */
  readonly places: readonly SourceNote[];
}

/**
 * Says for every line that is not blank what it is, and for every normative sentence and checkbox where it went (FAB-INT-003). The
 * lines of a piece of work are its own; a sentence beside a requirement must be in its words.
 */
export function accountForLines(
  documents: readonly FeatureDocument[],
  { stated, work, places }: KnownLines,
): Pick<SpecReading, "sentences" | "notes"> {
  const entries = [...stated, ...work];
  const entriesOf = Map.groupBy(entries, ({ requirement }) => requirement.source.file);
  const own = documents.map((document) => ownNotes(document, entriesOf.get(document.file) ?? []));
  const sentences = markClaimed(
    documents.flatMap(({ file, blocks }) => normativeSentences(file, blocks)),
    entries.map(({ requirement }) => requirement),
    [
      ...[...places, ...own.flatMap(({ directives }) => directives)].map(({ source }) => source),
      ...work.map(({ requirement: { source } }) => source),
    ],
  );
  const placesOf = Map.groupBy(places, ({ source }) => source.file);
  const sentencesOf = Map.groupBy(sentences, ({ source }) => source.file);
  return {
    sentences,
    notes: documents.flatMap((document, index) => {
      const { texts = [], directives = [] } = own[index] ?? {};
      const said = [...texts, ...directives, ...(placesOf.get(document.file) ?? [])];
      return sourceNotes(document, said, sentencesOf.get(document.file) ?? []);
    }),
  };
}

function ownNotes({ file, blocks }: FeatureDocument, entries: readonly SpecEntry[]): ReturnType<typeof claimNotes> {
  const named = namedClaims(entries);
  const found = claimNotes({ file, blocks, claims: named.map(({ claim }) => claim), named });
  const unclaimed = entries
    .filter(({ claim }) => claim === null)
    .map(({ requirement: { id, source } }) => noteOn(source, `requirement ${id}`, id));
  return { ...found, texts: [...found.texts, ...unclaimed] };
}
