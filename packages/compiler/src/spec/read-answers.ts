import type { Clarification } from "@fabrikk/state";

import type { Block } from "./block.ts";
import { oneLine } from "./one-line.ts";
import { sectionTitle } from "./section-title.ts";

/** The questions and answers of a document, and which of its blocks were read for them. */
export interface AnswerReading {
  readonly clarifications: readonly Clarification[];
  /** Indexes of blocks: they say why requirements are as they are, and are none. */
  readonly blocks: ReadonlySet<number>;
}

const question = /^\P{L}*q(?:uestion)?[ \t]*\d*[*_]*[ \t]*:[*_]*[ \t]*/iu;
const answer = /^\P{L}*a(?:nswer)?[ \t]*\d*[*_]*[ \t]*:[*_]*[ \t]*/iu;
const arrow = /(?:--?>|=>|→|⇒)[ \t]*(?:[*_]*a(?:nswer)?[ \t]*\d*[*_]*[ \t]*:[*_]*)?[ \t]*/iu;

interface Draft {
  question: string;
  answer: string | null;
}

/**
 * Reads the sections titled "Clarifications" (FAB-INT-004): `Q: question -> A: answer`, with any arrow, or `A:` on the next line or in
 * the next item. A question without an answer is open.
 */
export function readAnswers(blocks: readonly Block[]): AnswerReading {
  const drafts: Draft[] = [];
  const read = new Set<number>();
  let until = 0;
  for (const [index, block] of blocks.entries()) {
    if (block.type === "heading" && index >= until && /^clarifications?$/.test(sectionTitle(block.source)))
      until = block.end;
    if (index >= until || (block.type !== "item" && block.type !== "paragraph")) continue;
    if (!question.test(block.source) && !(drafts.length > 0 && answer.test(block.source))) continue;
    read.add(index);
    for (const line of block.source.split("\n")) readLine(drafts, line);
  }
  return {
    clarifications: drafts.flatMap((draft) => {
      const asked = oneLine(draft.question);
      return asked === "" ? [] : [{ question: asked, answer: oneLine(draft.answer ?? "") || null }];
    }),
    blocks: read,
  };
}

function readLine(drafts: Draft[], line: string): void {
  const asked = question.exec(line)?.[0];
  if (asked !== undefined) {
    drafts.push({ question: "", answer: null });
    return goOn(drafts, line.slice(asked.length));
  }
  const last = drafts.at(-1);
  const answered = answer.exec(line)?.[0];
  if (answered === undefined || last === undefined) return goOn(drafts, line);
  last.answer = `${last.answer ?? ""} ${line.slice(answered.length)}`;
}

/** More of a question, up to the arrow before its answer; or more of an answer. */
function goOn(drafts: readonly Draft[], words: string): void {
  const last = drafts.at(-1);
  if (last === undefined) return;
  if (last.answer !== null) {
    last.answer += ` ${words}`;
    return;
  }
  const found = arrow.exec(words);
  last.question += ` ${found === null ? words : words.slice(0, found.index)}`;
  if (found !== null) last.answer = words.slice(found.index + found[0].length);
}
