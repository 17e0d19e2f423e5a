import { proseSentences, type NormativeSentence, type SourceText } from "@fabrikk/compiler";
import { FabrikkError, type SourceRange } from "@fabrikk/state";

import { placeText } from "./place-text.ts";
import { plainWords } from "./plain-words.ts";
import { wordFacts } from "./word-facts.ts";

/** Most characters of prose that an agent is given at once: about 100,000 tokens. */
const mostCharacters = 400_000;
/** A requirement cites what it comes from, not a chapter; a longer sentence may be cited whole. */
const mostLines = 40;

/** Prose that is to become requirements, with its lines. */
export interface ProseSource {
  /** In order. */
  readonly documents: readonly { readonly file: string; readonly lines: readonly string[] }[];
  /** All that must not get lost, in order. */
  readonly sentences: readonly NormativeSentence[];
  /** Most lines that a requirement may cite. */
  readonly mostLines: number;
  /** The cited lines as one text, or what is wrong with the place: no such document, no such lines, nothing on them. */
  readonly lookUp: (place: SourceRange) => { readonly text: string } | { readonly problem: string };
}

/**
 * Prepares documents to be cited. Prose demands without capitals: beside the given sentences every one counts that has must, shall,
 * should or required in any case of letters.
 * @param given the normative sentences of these documents, as the compiler counts them
 * @throws FabrikkError `FABRIKK_INTAKE_PROSE_TOO_LARGE`
 */
export function proseSource(documents: readonly SourceText[], given: readonly NormativeSentence[]): ProseSource {
  const files = documents.map(({ file, text }) => ({ file, lines: text.split(/\r\n|\r|\n/) }));
  const lines = new Map(files.map((document) => [document.file, document.lines]));
  const stranger = given.find(({ source }) => !lines.has(source.file));
  if (stranger !== undefined) throw new Error(`${stranger.source.file} is none of the documents`);
  const characters = documents.reduce((total, { text }) => total + text.length, 0);
  if (characters > mostCharacters) throw tooLarge(documents, characters);
  const byFile = Map.groupBy(given, ({ source }) => source.file);
  const sentences = documents.flatMap((document) => sentencesOf(document, byFile.get(document.file) ?? []));
  const longest = sentences.reduce((most, { source: { lines: at } }) => Math.max(most, at[1] - at[0] + 1), mostLines);
  return {
    documents: files,
    sentences,
    mostLines: longest,
    lookUp: (place) => lookUp(place, lines.get(place.file)),
  };
}

/** In the order of the lines. A `Must` alone, as tables of priorities have it, says nothing that could get lost. */
function sentencesOf(document: SourceText, own: readonly NormativeSentence[]): readonly NormativeSentence[] {
  const known = new Set(own.map(keyOf));
  const others = proseSentences(document).filter(
    (sentence) => !known.has(keyOf(sentence)) && wordFacts(sentence.text).stems.size > 0,
  );
  return [...own, ...others].toSorted((a, b) => a.source.lines[0] - b.source.lines[0]);
}

function keyOf({ source, text }: NormativeSentence): string {
  return `${source.lines[0]} ${plainWords(text).join(" ")}`;
}

function lookUp(
  { file, lines: [from, to] }: SourceRange,
  lines: readonly string[] | undefined,
): ReturnType<ProseSource["lookUp"]> {
  if (lines === undefined) return { problem: `there is no document ${JSON.stringify(file)}` };
  if (from > to) return { problem: `the lines ${from} to ${to} of ${file} run backwards` };
  if (to > lines.length) return { problem: `${file} has ${lines.length} lines, and no line ${to}` };
  const text = lines.slice(from - 1, to).join("\n");
  return text.trim() === "" ? { problem: `${placeText({ file, lines: [from, to] })} is blank` } : { text };
}

function tooLarge(documents: readonly SourceText[], characters: number): FabrikkError {
  const files = documents.map(({ file }) => file);
  const named = `${files.slice(0, 5).join(", ")}${files.length > 5 ? ` and ${files.length - 5} more` : ""}`;
  return new FabrikkError({
    code: "FABRIKK_INTAKE_PROSE_TOO_LARGE",
    message: `${named}: ${characters} characters of prose; an agent is given at most ${mostCharacters} at once`,
    hint: "Prepare fewer documents at once, or state their requirements so that no agent is needed: with ids, checkboxes, MUST or SHALL.",
    details: { files, characters },
  });
}
