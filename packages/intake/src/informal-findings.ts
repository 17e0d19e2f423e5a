import { proseSentences, type SourceNote, type SourceText } from "@fabrikk/compiler";
import type { PreparationFinding } from "@fabrikk/state";

/** So many lines are named in one finding; the rest is counted. */
const named = 10;

/**
 * Sentences that demand something in small letters and stand in no requirement, one finding a document: RFC 8174 gives only capitals a
 * meaning, so they are no requirements, and their author may have meant them to be (FAB-INT-003).
 * @param texts documents that are read as Markdown
 */
export function informalFindings(
  texts: readonly SourceText[],
  notes: readonly SourceNote[],
): readonly PreparationFinding[] {
  return texts.flatMap(({ file, text }) => {
    if (!/\b(?:must|shall|should|required)\b/.test(text)) return [];
    const held = new Set<number>();
    for (const { source, requirement, what } of notes) {
      if (source.file !== file || (requirement === null && !what.startsWith("boundary"))) continue;
      for (let line = source.lines[0]; line <= source.lines[1]; line += 1) held.add(line);
    }
    const lines = [
      ...new Set(
        proseSentences({ file, text })
          .filter(
            ({ source, text: sentence }) =>
              !held.has(source.lines[0]) && !/\b(?:MUST|SHALL|SHOULD|REQUIRED)\b/.test(sentence),
          )
          .map(({ source }) => source.lines[0]),
      ),
    ];
    const [first] = lines;
    if (first === undefined) return [];
    const more = lines.length > named ? `, and ${lines.length - named} more` : "";
    return [
      {
        code: "FABRIKK_INTAKE_SENTENCE_INFORMAL",
        message: `${file}: sentences with must, should or required in small letters are no requirements: line ${lines.slice(0, named).join(", ")}${more}`,
        source: { file, lines: [first, first] },
      },
    ];
  });
}
