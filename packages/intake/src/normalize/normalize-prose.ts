import type { NormativeSentence, SourceText } from "@fabrikk/compiler";
import { FabrikkError } from "@fabrikk/state";

import { askInRounds, type AskingPorts } from "../asking/ask-in-rounds.ts";
import { proseSource } from "./prose-source.ts";
import { readProseAnswer, type NormalizedProse } from "./read-prose-answer.ts";
import { renderNormalizerPrompt } from "./render-normalizer-prompt.ts";

/** What is to be normalized, and by whom. */
export interface NormalizerRequest extends AskingPorts {
  readonly documents: readonly SourceText[];
  /**
   * The normative sentences of these documents, as the compiler counts them; those that are claimed already need no requirement. What
   * demands without capitals (must, shall, should, required) is added.
   */
  readonly sentences: readonly NormativeSentence[];
}

/**
 * Has an agent make requirements out of prose (FAB-INT-003), and checks each answer mechanically: every requirement stands on the lines
 * that it cites, and every normative sentence is in a requirement or left out with a reason. What fails goes back to the agent
 * with the exact sentences, at most twice.
 * @throws FabrikkError `FABRIKK_INTAKE_NORMALIZER_FAILED`, with all that is still wrong in `details.problems`;
 * `FABRIKK_INTAKE_PROSE_TOO_LARGE`; the signal's reason when aborted
 */
export async function normalizeProse({ documents, sentences, ...ports }: NormalizerRequest): Promise<NormalizedProse> {
  const source = proseSource(documents, sentences);
  const reading = await askInRounds(ports, {
    role: "normalizer",
    prompt: (sentBack) => renderNormalizerPrompt(source, sentBack),
    read: (answer) => readProseAnswer(answer, source),
  });
  if ("value" in reading) return reading.value;
  throw failed(documents, reading.problems);
}

/** So many problems stand in the message; `details` has all. */
const shown = 20;

function failed(documents: readonly SourceText[], problems: readonly string[]): FabrikkError {
  const files = documents.map(({ file }) => file);
  const more = problems.length - shown;
  const lines = [...problems.slice(0, shown), ...(more > 0 ? [`and ${more} more`] : [])];
  return new FabrikkError({
    code: "FABRIKK_INTAKE_NORMALIZER_FAILED",
    message: [`the normalizer's last answer for ${files.join(", ")} cannot be accepted:`, ...lines].join("\n"),
    hint: "Prepare again, with another agent as the normalizer; or state the requirements so that no agent is needed: with ids, checkboxes, MUST or SHALL.",
    details: { files, problems },
  });
}
