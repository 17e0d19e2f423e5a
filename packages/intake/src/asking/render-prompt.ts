import { dataNotice, fenceData } from "./fence-data.ts";
import type { SentBack } from "./ask-in-rounds.ts";

/** What one question to an agent is made of. All parts are Markdown. */
export interface PromptParts {
  readonly title: string;
  /** What is to be done, in one paragraph. */
  readonly assignment: string;
  readonly rules: readonly string[];
  /** Title and body of each further section, in order. */
  readonly sections: readonly (readonly [title: string, body: string])[];
  readonly sentBack: SentBack | null;
  /** JSON Schema of the answer. */
  readonly schema: string;
}

/** So many problems of an earlier answer are told at once. */
const mostProblems = 200;
/** A longer answer is not shown again. */
const longestAnswer = 200_000;

/** Puts a question together. Pure: the same parts, the same text. What comes from outside must be fenced already. */
export function renderPrompt({ title, assignment, rules, sections, sentBack, schema }: PromptParts): string {
  const parts = [
    `# ${title}`,
    assignment,
    dataNotice,
    section("Rules", rules.map((rule) => `- ${rule}`).join("\n")),
    ...sections.map(([name, body]) => section(name, body)),
    ...(sentBack === null ? [] : [earlierAnswer(sentBack)]),
    section(
      "Your answer",
      "Write one JSON value of this schema, and nothing else, to the file that the environment variable FABRIKK_RESULT names. Change no other file: whatever you change is thrown away.",
      `\`\`\`json\n${schema}\n\`\`\``,
    ),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Problems quote documents and the agent itself: they are data too. */
function earlierAnswer({ answer, problems }: SentBack): string {
  const more = problems.length - mostProblems;
  const told = [...problems.slice(0, mostProblems), ...(more > 0 ? [`and ${more} more of the kind`] : [])];
  const shown = answer !== null && answer.length <= longestAnswer ? [fenceData("earlier answer", answer)] : [];
  return section(
    "Your earlier answer was sent back",
    "Mend exactly these problems, and write the whole answer again.",
    fenceData("problems", told.join("\n")),
    ...shown,
  );
}

function section(title: string, ...paragraphs: readonly string[]): string {
  return [`## ${title}`, ...paragraphs].join("\n\n");
}
