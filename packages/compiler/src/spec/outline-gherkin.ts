import type { Scenario } from "./block.ts";
import type { Aside, DocumentOutline } from "./document-outline.ts";
import { addBlock, finishOutline, type Draft } from "./draft-block.ts";
import { gherkinScenarios } from "./gherkin-scenarios.ts";
import { readGherkin, type GherkinPart } from "./read-gherkin.ts";

interface Walk {
  readonly lines: readonly string[];
  readonly blocks: Draft[];
  heading: string;
}

/**
 * The outline of a feature file: the feature and its rules are headings, their descriptions paragraphs, and each scenario a block
 * of steps. A background and a rule's name are in the text of every scenario under them.
 */
export function outlineGherkin(file: string, source: string): DocumentOutline {
  const text = source.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const lines = text.split("\n");
  const { parts, problems } = readGherkin(text);
  const scenarios = new Map(gherkinScenarios(parts, lines).map((scenario) => [scenario.lines[0], scenario]));
  const walk: Walk = { lines, blocks: [], heading: "" };
  for (const part of parts) {
    if (part.what === "scenario") addSteps(walk, part, scenarios.get(part.lines[0]));
    else if (part.what !== "background") addSection(walk, part);
  }
  finishOutline(walk.blocks);
  return {
    file,
    text,
    blocks: walk.blocks,
    asides:
      problems.length > 0 ? [{ lines: [1, lines.length], what: "Gherkin that cannot be read" }] : commentsOf(lines),
    context: contextOf(parts),
    problems: problems.map(({ line, message }) => ({ code: "FABRIKK_COMPILER_GHERKIN_INVALID", file, line, message })),
  };
}

function addSection(walk: Walk, { what, name, line, lines: [, last] }: GherkinPart): void {
  walk.heading = name;
  const level = what === "feature" ? 1 : 2;
  const isTitle = what === "feature";
  addBlock(walk.blocks, { type: "heading", source: name, lines: [line, line], level, isTitle, heading: name });
  let open: string[] = [];
  for (let at = line + 1; at <= last + 1; at += 1) {
    const words = at > last ? "" : (walk.lines[at - 1] ?? "");
    if (words.trim() !== "" && !/^\s*#/.test(words)) open.push(words.trim());
    else if (open.length > 0) {
      addBlock(walk.blocks, {
        type: "paragraph",
        source: open.join("\n"),
        lines: [at - open.length, at - 1],
        heading: name,
      });
      open = [];
    }
  }
}

function addSteps({ blocks, lines, heading }: Walk, part: GherkinPart, scenario: Scenario | undefined): void {
  const [first, last] = part.lines;
  const example = {
    what: "steps" as const,
    language: "gherkin",
    blocks: [],
    ...(scenario === undefined ? {} : { scenario }),
  };
  addBlock(blocks, {
    type: "opaque",
    source: lines.slice(first - 1, last).join("\n"),
    lines: part.lines,
    heading,
    example,
  });
}

/** A background, and the name of a rule that has scenarios. */
function contextOf(parts: readonly GherkinPart[]): readonly Aside[] {
  const context: Aside[] = [];
  let [isInRule, isInFile] = [false, false];
  for (const { what, line, lines } of parts.toReversed()) {
    if (what === "scenario") [isInRule, isInFile] = [true, true];
    else if (what === "background")
      context.push({ lines, what: isInFile ? "background of scenarios" : "background of no scenario" });
    else if (what === "rule") {
      if (isInRule) context.push({ lines: [line, line], what: "rule of its scenarios" });
      isInRule = false;
    }
  }
  return context;
}

function commentsOf(lines: readonly string[]): readonly Aside[] {
  return lines.flatMap((line, index): readonly Aside[] =>
    /^\s*[#@]/.test(line)
      ? [{ lines: [index + 1, index + 1], what: line.trim().startsWith("#") ? "comment" : "tags" }]
      : [],
  );
}
