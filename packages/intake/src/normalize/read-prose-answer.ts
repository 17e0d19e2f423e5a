import type { SourceNote, SpecReading } from "@fabrikk/compiler";
import type { SourceRange, UnclaimedSentence } from "@fabrikk/state";

import type { AnswerReading } from "../asking/ask-in-rounds.ts";
import { readJsonAnswer } from "../asking/read-json-answer.ts";
import { citedRequirement, groundingProblems, type CitedRequirement } from "./cited-requirement.ts";
import { unclaimedProblems } from "./claim-sentences.ts";
import { leftOutSentences, type LeftOutSentences } from "./left-out-sentences.ts";
import { ProseAnswer } from "./prose-answer.ts";
import type { ProseSource } from "./prose-source.ts";
import { quoted } from "./quoted.ts";

/** What prose says, as requirements. */
export interface NormalizedProse {
  /** Its title is null: the documents' own readings have it. */
  readonly reading: SpecReading;
  /** The normative sentences in no requirement, each with the agent's reason. */
  readonly leftOut: readonly UnclaimedSentence[];
}

/**
 * Reads and checks an answer of the normalizer (FAB-INT-003). With no problem every normative sentence of the source is in a requirement
 * that cites it, or is left out with a reason. What the answer says is shown to a person, and neither executed nor believed.
 */
export function readProseAnswer(text: string, source: ProseSource): AnswerReading<NormalizedProse> {
  const parsed = readJsonAnswer(text, ProseAnswer);
  if ("problems" in parsed) return parsed;
  const answer = parsed.value;
  const cited = answer.requirements.map(citedRequirement);
  const leftOut = leftOutSentences(answer, source);
  const open = source.sentences.filter((sentence) => !sentence.isClaimed && !leftOut.reasons.has(sentence));
  const grounding = cited.map((each) => groundingProblems(each, source));
  const problems = [
    ...(cited.length === 0 ? ["there is no requirement"] : []),
    ...cited.flatMap((each, index) => (grounding[index] ?? []).map((problem) => told(each, index, problem))),
    ...repetitions(cited),
    ...leftOut.problems,
    ...unclaimedProblems(
      open,
      cited.filter((_, index) => grounding[index]?.length === 0),
    ),
  ];
  return problems.length > 0 ? { problems } : { value: normalized(answer, { cited, leftOut, source }) };
}

function told({ requirement }: CitedRequirement, index: number, problem: string): string {
  return `requirements[${index}]: ${problem}: ${quoted(requirement.text)}`;
}

/** Equal texts have equal ids. */
function repetitions(cited: readonly CitedRequirement[]): readonly string[] {
  const first = new Map<string, number>();
  return cited.flatMap((each, index) => {
    const known = first.get(each.requirement.id);
    if (known !== undefined) return [told(each, index, `it says the same as requirements[${known}]`)];
    first.set(each.requirement.id, index);
    return [];
  });
}

interface Checked {
  readonly cited: readonly CitedRequirement[];
  readonly leftOut: LeftOutSentences;
  readonly source: ProseSource;
}

function normalized(answer: ProseAnswer, { cited, leftOut: { reasons }, source }: Checked): NormalizedProse {
  const order = new Map(source.documents.map(({ file }, index) => [file, index]));
  const byPlace = (a: SourceRange, b: SourceRange): number =>
    (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.lines[0] - b.lines[0] || a.lines[1] - b.lines[1];
  const sorted = cited.toSorted((a, b) => byPlace(a.requirement.source, b.requirement.source));
  const leftOut = [...reasons].map(([sentence, reason]) => ({ source: sentence.source, text: sentence.text, reason }));
  const notes: SourceNote[] = [
    ...sorted.map(({ requirement: { id, source: place } }) => ({
      source: place,
      requirement: id,
      what: "prose: the normalizer made a requirement out of it",
    })),
    ...leftOut.map(({ source: place, reason }) => ({
      source: place,
      requirement: null,
      what: `left out by the normalizer: ${reason}`,
    })),
  ];
  return {
    leftOut: leftOut.toSorted((a, b) => byPlace(a.source, b.source)),
    reading: {
      title: null,
      requirements: sorted.map(({ requirement }) => requirement),
      groupings: sorted.map(({ grouping }) => grouping),
      dependencies: [],
      boundaries: { always: [], ask_first: [], never: [] },
      clarifications: answer.questions.map((question) => ({ question, answer: null })),
      deferred: [],
      declaredWaves: [],
      assumptions: answer.assumptions.map((assumption) => `the normalizer assumes: ${assumption}`),
      sentences: source.sentences.map((sentence) => ({ ...sentence, isClaimed: !reasons.has(sentence) })),
      notes: notes.toSorted((a, b) => byPlace(a.source, b.source)),
      problems: [],
    },
  };
}
