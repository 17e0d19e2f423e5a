import type { Requirement, SourceRange } from "@fabrikk/state";

import { covering } from "./covering.ts";
import { isNormative } from "./normative-sentences.ts";
import { leadingId } from "./requirement-id.ts";
import type { NormativeSentence } from "./spec-reading.ts";

/** Requirements of more characters are not compared as a whole with a sentence. */
const longestSentence = 2000;

/** Characters of one requirement that are searched through in vain for sentences, before it is taken to hold no more. */
const mostWork = 20_000_000;

/**
 * Says of each sentence whether it went anywhere (FAB-INT-003): it is claimed where a requirement that covers its lines holds its
 * words, or where it stands in lines that were read for something else. The lines alone do not count: a requirement can share
 * them. Letters and digits are compared, without case; a label before the words (`**AB-1**:`, `1.2`, `Note:`) may be missing.
 * @param alsoClaimed lines of boundaries, of directives, and of what else the format has a place for
 */
export function markClaimed(
  sentences: readonly NormativeSentence[],
  requirements: readonly Requirement[],
  alsoClaimed: readonly SourceRange[],
): NormativeSentence[] {
  const placesAt = covering(alsoClaimed.map((source) => ({ source })));
  const holdersAt = covering(requirements.map((requirement) => holderOf(requirement)));
  const exact = new Set(
    requirements
      .filter(({ text }) => text.length <= longestSentence)
      .map(({ source, text }) => keyOf(source, wordsOf(text))),
  );
  return sentences.map((sentence) => {
    const forms = formsOf(sentence.text).map(wordsOf);
    const isClaimed =
      placesAt(sentence.source).length > 0 ||
      forms.some((form) => exact.has(keyOf(sentence.source, form))) ||
      holdersAt(sentence.source).some((holder) => forms.some((form) => holds(holder, form)));
    return { ...sentence, isClaimed };
  });
}

interface Holder {
  readonly source: SourceRange;
  readonly requirement: Requirement;
  /** Made when first asked for. */
  words: string | null;
  /** Sentences come in the order of the words: where the last one was found. */
  next: number;
  work: number;
}

function holderOf(requirement: Requirement): Holder {
  return { source: requirement.source, requirement, words: null, next: 0, work: 0 };
}

function holds(holder: Holder, form: string): boolean {
  holder.words ??= wordsOf(`${holder.requirement.id} ${holder.requirement.text}`);
  if (holder.work > mostWork + 100 * holder.words.length) return false;
  const ahead = holder.words.indexOf(form, holder.next);
  const found = ahead === -1 ? holder.words.indexOf(form) : ahead;
  if (found === -1) holder.work += holder.words.length;
  else holder.next = found;
  return found !== -1;
}

/** The sentence as it is, and without a label that stands before its words. */
function formsOf(text: string): readonly string[] {
  const unnumbered = text.replace(/^[\d.]+[.)]?\s+/, "");
  const bare = unnumbered.slice(leadingId(unnumbered)?.textFrom ?? 0);
  const unlabelled = bare.replace(/^[^:.]{1,80}:/, "");
  return [...new Set([text, unnumbered, bare, ...(isNormative(unlabelled) ? [unlabelled] : [])])];
}

function wordsOf(text: string): string {
  const words = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ");
  return ` ${words.trim()} `;
}

function keyOf({ file, lines }: SourceRange, words: string): string {
  return `${file}\n${lines[0]}\n${words}`;
}
