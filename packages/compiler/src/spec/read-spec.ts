import type { Grouping, Requirement, RequirementDependency } from "@fabrikk/state";

import type { Block } from "./block.ts";
import { claimBlocks, type Claim } from "./claim-blocks.ts";
import { assignIds } from "./content-id.ts";
import { deepestMarkers } from "./deep-lines.ts";
import { idProblems } from "./id-problems.ts";
import { keyWordPriority } from "./key-word.ts";
import { matchDependencies } from "./match-dependencies.ts";
import { mergeGroupings } from "./merge-groupings.ts";
import { outline } from "./outline.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { readBoundaries } from "./read-boundaries.ts";
import { requirementFacts, type RequirementFacts } from "./requirement-facts.ts";
import { riskOf } from "./risk-of.ts";
import { shortTitle } from "./short-title.ts";
import type { SpecProblem } from "./spec-problem.ts";
import type { SpecReading } from "./spec-reading.ts";
import { statementOf, type Statement } from "./statement.ts";

/**
 * Reads structured Markdown without any model (FAB-INT-002): explicit ids, headings with ids, checkboxes, EARS and RFC
 * 2119 sentences, each with its exact lines, and the directives under them. Never throws for what the text says.
 * @param file name of the file, as it is to stand in sources and problems
 */
export function readSpec(file: string, text: string): SpecReading {
  const document = parseMarkdown(text);
  const blocks = outline(document);
  const boundaries = readBoundaries(blocks, file);
  const claims = claimBlocks(blocks, boundaries.blocks);
  const entries = entriesOf(statementsOf(blocks, claims), file);
  const title = blocks.find((block) => block.isTitle);
  return {
    title: title === undefined || title.heading === "" ? null : title.heading,
    requirements: entries.map(({ requirement }) => requirement),
    groupings: mergeGroupings(entries.map(groupingOf)),
    dependencies: dependenciesOf(entries),
    boundaries: boundaries.boundaries,
    clarifications: [],
    deferred: [],
    declaredWaves: [],
    assumptions: [],
    sentences: [],
    notes: [],
    problems: [
      ...document.deepLines.map((line) => tooDeep(file, line)),
      ...boundaries.problems,
      ...idProblems({ file, blocks, claims, skipped: boundaries.blocks }),
      ...duplicates(entries, file),
      ...entries.filter(({ isSilent }) => isSilent).map(({ requirement }) => silence(requirement)),
      ...entries.flatMap(({ facts }) => facts.problems),
    ].toSorted((a, b) => a.line - b.line),
  };
}

/** An id that only stands above other statements is their title, and no statement itself. */
function statementsOf(blocks: readonly Block[], claims: readonly Claim[]): readonly Statement[] {
  return claims.flatMap((claim, index) => {
    const statement = statementOf(blocks, claim);
    const holdsOthers = (claims[index + 1]?.index ?? blocks.length) < claim.until;
    return statement.text === "" && statement.directives.length === 0 && holdsOthers ? [] : [statement];
  });
}

interface Entry {
  readonly requirement: Requirement;
  readonly title: string;
  /** Is there an id and nothing behind it? */
  readonly isSilent: boolean;
  readonly facts: RequirementFacts;
}

function entriesOf(statements: readonly Statement[], file: string): readonly Entry[] {
  const ids = assignIds(statements);
  return statements.map((statement, index) => {
    const id = ids[index] ?? "";
    const priority = keyWordPriority(statement.text) ?? "must";
    const text = statement.text === "" ? id : statement.text;
    return {
      requirement: {
        id,
        text,
        kind: statement.kind,
        source: { file, lines: [...statement.lines] },
        priority,
        risk: riskOf(text, priority === "may"),
      },
      title: shortTitle(statement.title) || id,
      isSilent: statement.text === "",
      facts: requirementFacts(statement.directives, file),
    };
  });
}

/** Ids of other documents stay as they are written. */
function dependenciesOf(entries: readonly Entry[]): RequirementDependency[] {
  const written = entries.flatMap(({ requirement, facts }) =>
    facts.dependsOn.map((to) => ({ from: requirement.id, to, pinned: true })),
  );
  return [
    ...matchDependencies(
      written,
      entries.map(({ requirement }) => requirement.id),
    ),
  ];
}

function groupingOf({ requirement, title, facts }: Entry): Grouping {
  return {
    title,
    requirement_ids: [requirement.id],
    scope: facts.scope,
    checks: [...facts.checks],
    test_levels: [...facts.testLevels],
    class: facts.class ?? (isDocumentation(facts.scope.owned) ? "docs" : "feature"),
  };
}

function isDocumentation(owned: readonly string[]): boolean {
  return owned.length > 0 && owned.every((glob) => /\.(?:md|mdx|rst|adoc|txt)$/i.test(glob));
}

function tooDeep(file: string, line: number): SpecProblem {
  const message = `the line opens more than ${deepestMarkers} lists and quotes at once`;
  return { code: "FABRIKK_COMPILER_NESTING_TOO_DEEP", file, line, message };
}

function silence({ id, source }: Requirement): SpecProblem {
  const message = `the requirement ${id} says nothing`;
  return { code: "FABRIKK_COMPILER_REQUIREMENT_EMPTY", file: source.file, line: source.lines[0], message };
}

function duplicates(entries: readonly Entry[], file: string): readonly SpecProblem[] {
  const first = new Map<string, number>();
  const problems: SpecProblem[] = [];
  for (const { requirement } of entries) {
    const [line] = requirement.source.lines;
    const known = first.get(requirement.id);
    if (known === undefined) first.set(requirement.id, line);
    else {
      problems.push({
        code: "FABRIKK_COMPILER_ID_DUPLICATE",
        file,
        line,
        message: `the id ${requirement.id} is already defined on line ${known}`,
      });
    }
  }
  return problems;
}
