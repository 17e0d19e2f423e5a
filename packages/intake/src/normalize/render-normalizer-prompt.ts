import type { SentBack } from "../asking/ask-in-rounds.ts";
import { fenceData } from "../asking/fence-data.ts";
import { schemaText } from "../asking/read-json-answer.ts";
import { renderPrompt } from "../asking/render-prompt.ts";
import { placeText } from "./place-text.ts";
import { ProseAnswer } from "./prose-answer.ts";
import type { ProseSource } from "./prose-source.ts";

/** The question to the normalizer (FAB-INT-003). Pure: the same source and the same last answer, the same text. */
export function renderNormalizerPrompt(source: ProseSource, sentBack: SentBack | null): string {
  const open = source.sentences.filter(({ isClaimed }) => !isClaimed);
  return renderPrompt({
    title: "Requirements out of prose",
    assignment:
      "Turn the documents below into requirements. A requirement is one testable statement about the product. The current folder holds the product's repository as it is now.",
    rules: rules(source.mostLines),
    sections: [
      ["Documents", source.documents.map(documentText).join("\n\n")],
      [
        "Sentences",
        open.length === 0
          ? "No sentence of the documents has a normative key word."
          : fenceData("sentences", open.map(({ source: place, text }) => `${placeText(place)}: ${text}`).join("\n")),
      ],
    ],
    sentBack,
    schema: schemaText(ProseAnswer),
  });
}

function rules(mostLines: number): readonly string[] {
  return [
    `A requirement cites the document and the lines that it comes from: those that say it, at most ${mostLines}. At least half of its words stand in them. Keep their words.`,
    'Every number, and every "not", "never" or "reject", stays as it is written.',
    "Each entry under Sentences is in the requirements that cite all of its lines: they hold at least two in five of its words, all of its numbers, its negation. What is no demand on the product goes into `left_out`, quoted word for word, with the reason. A person reads the reasons.",
    "`priority` is `must` for what must, shall or is required, and for what is plainly wanted without such a word; `should` for what should or is recommended; `may` for what may be.",
    "Say nothing twice. Split what can be tested separately. Invent nothing: what the documents leave open is one of the `questions`, what you take for granted is one of the `assumptions`.",
    "Name no commands, checks or files to change: an answer has no place for them.",
  ];
}

function documentText({ file, lines }: ProseSource["documents"][number], index: number): string {
  const numbered = lines.map((line, at) => `${at + 1}: ${line}`);
  return fenceData(`document ${index + 1}`, [`file: ${JSON.stringify(file)}`, ...numbered].join("\n"));
}
