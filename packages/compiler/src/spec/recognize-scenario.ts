import type { Block, Scenario } from "./block.ts";
import { gherkinScenarios } from "./gherkin-scenarios.ts";
import { readGherkin } from "./read-gherkin.ts";
import type { Mark, Recognizer } from "./recognizer.ts";

const title =
  /^\P{L}*(?:scenario(?: outline| template)?|example)\b[^:.\n]{0,20}?[*_]*(?:[:.]|[ \t][-–—](?=\s))[*_]*[ \t]*/iu;
const step = /^\P{L}*(?:given|when|then)\b/iu;
const wholeStep = /^\P{L}*given\b[\s\S]*\bwhen\b[\s\S]*\bthen\b/iu;

/**
 * A Gherkin scenario: a heading, a paragraph or an item "Scenario: name" above its steps; an item that says Given, When and Then;
 * and each scenario in a fence of code marked `gherkin`.
 */
export const recognizeScenario: Recognizer = {
  kind: "scenario",
  holds: "nested",
  inside: ["identified"],
  recognize(block, next) {
    if (block.type === "opaque")
      return block.example?.scenario === undefined ? fenced(block) : whole(block, block.example.scenario);
    if (block.type === "row" || block.type === "cell" || block.isTitle) return [];
    const found = title.exec(block.body)?.[0].length;
    if (found !== undefined && (hasSteps(block.body.slice(found)) || isStep(next)))
      return [{ id: null, from: 0, to: block.body.length, textFrom: found }];
    return block.type === "item" && !block.isCheckbox && wholeStep.test(block.body)
      ? [{ id: null, from: 0, to: block.body.length, textFrom: 0 }]
      : [];
  },
};

/** Steps in the lines under the name. */
function hasSteps(words: string): boolean {
  return words
    .split("\n")
    .slice(1)
    .some((line) => step.test(line));
}

function isStep(next: Block | undefined): boolean {
  if (next?.type !== "opaque") return next !== undefined && step.test(next.source);
  return step.test(next.source.replace(/^\S*[^\n]*\n/, ""));
}

function whole({ body }: Block, { id, text }: Scenario): readonly Mark[] {
  return [{ id, from: 0, to: body.length, textFrom: 0, text }];
}

/** The scenarios in a fence; code that is no Gherkin is an example like any other. A piece needs no feature around it. */
function fenced({ source, example }: Block): readonly Mark[] {
  if (!/^(?:gherkin|cucumber|feature)$/.test(example?.language ?? "")) return [];
  const lines = source.split("\n");
  const isFence = (line: string, index: number): boolean =>
    index === 0 || (index === lines.length - 1 && /^[ \t>]*([`~.-])\1{2,}[ \t]*$/.test(line));
  const inner = lines.map((line, index) => (isFence(line, index) ? "" : line));
  const asFile = readGherkin(inner.join("\n"));
  const { parts } = asFile.problems.length === 0 ? asFile : readGherkin(inner.with(0, "Feature:").join("\n"));
  const starts = startsOf(lines);
  return gherkinScenarios(parts, inner).map(({ id, text, lines: [first, last] }) => {
    const from = starts[first - 1] ?? 0;
    return { id, from, to: (starts[last] ?? source.length + 1) - 1, textFrom: from, text };
  });
}

function startsOf(lines: readonly string[]): readonly number[] {
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  return starts;
}
