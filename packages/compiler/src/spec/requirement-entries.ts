import type { Grouping, Requirement } from "@fabrikk/state";

import { usualClass } from "../scope/usual-class.ts";
import { assignIds } from "./content-id.ts";
import { keyWordPriority } from "./key-word.ts";
import { requirementFacts, type RequirementFacts } from "./requirement-facts.ts";
import { riskOf } from "./risk-of.ts";
import { shortTitle } from "./short-title.ts";
import type { SpecProblem } from "./spec-problem.ts";
import type { Statement } from "./statement.ts";

/** A requirement with what its lines say about it. */
export interface RequirementEntry {
  readonly requirement: Requirement;
  readonly title: string;
  /** Is there an id and nothing behind it? */
  readonly isSilent: boolean;
  readonly facts: RequirementFacts;
}

/** The requirements that the statements of a document are, each with its id. */
export function requirementEntries(statements: readonly Statement[], file: string): readonly RequirementEntry[] {
  const ids = assignIds(statements);
  return statements.map((statement, index) => {
    const id = ids[index] ?? "";
    const priority = statement.priority ?? keyWordPriority(statement.text) ?? "must";
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

/** The candidate task of one requirement alone. */
export function groupingOf({ requirement, title, facts }: RequirementEntry): Grouping {
  return {
    title,
    requirement_ids: [requirement.id],
    scope: facts.scope,
    checks: [...facts.checks],
    test_levels: [...facts.testLevels],
    class: facts.class ?? usualClass(facts.scope.owned),
  };
}

/** What is wrong with the entries themselves: ids that say nothing or stand twice, and lines that cannot be read. */
export function entryProblems(entries: readonly RequirementEntry[], file: string): readonly SpecProblem[] {
  return [
    ...duplicates(entries, file),
    ...entries.filter(({ isSilent }) => isSilent).map(({ requirement }) => silence(requirement)),
    ...entries.flatMap(({ facts }) => facts.problems),
  ];
}

function silence({ id, source }: Requirement): SpecProblem {
  const message = `the requirement ${id} says nothing`;
  return { code: "FABRIKK_COMPILER_REQUIREMENT_EMPTY", file: source.file, line: source.lines[0], message };
}

function duplicates(entries: readonly RequirementEntry[], file: string): readonly SpecProblem[] {
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
