import type { Deferral, Grouping, Requirement, RequirementDependency } from "@fabrikk/state";

import type { DataNode } from "../../data/data-node.ts";
import { usualClass } from "../../scope/usual-class.ts";
import { assignIds, type Identifiable } from "../../spec/content-id.ts";
import { keyWordPriority } from "../../spec/key-word.ts";
import { matchDependencies } from "../../spec/match-dependencies.ts";
import { riskOf } from "../../spec/risk-of.ts";
import { shortTitle } from "../../spec/short-title.ts";
import type { SpecProblem } from "../../spec/spec-problem.ts";
import type { ItemStatement, WorkItem } from "./work-item.ts";

/** Items as the records that they stand for. */
export interface AssembledItems {
  /** Each item, then its parts. */
  readonly requirements: Requirement[];
  /** One an item, but for those that were put off. */
  readonly groupings: Grouping[];
  readonly dependencies: RequirementDependency[];
  readonly deferred: Deferral[];
  /** Ids that are defined twice. */
  readonly problems: readonly SpecProblem[];
  /** By the values that state them. */
  readonly ids: ReadonlyMap<DataNode, string>;
}

/**
 * Makes requirements and groupings of items: an id for each statement (FAB-INT-002), and one grouping for each item with its parts.
 * @param others statements that are told elsewhere: an equal text among the items gets another id
 */
export function assembleItems(items: readonly WorkItem[], others: readonly Identifiable[] = []): AssembledItems {
  const statements = items.flatMap(({ statement, parts }) => [statement, ...parts]);
  const assigned = assignIds([...others, ...statements]).slice(others.length);
  const byStatement = new Map(statements.map((statement, index) => [statement, assigned[index] ?? ""]));
  const idOf = (statement: ItemStatement): string => byStatement.get(statement) ?? "";
  const ids = new Map(statements.map((statement) => [statement.origin, idOf(statement)]));
  const needs = items.flatMap((item) =>
    item.needs.map(({ from, to }) => ({ from: ids.get(from) ?? "", to, pinned: true })),
  );
  return {
    requirements: statements.map((statement) => requirementOf(statement, idOf(statement))),
    groupings: items.filter(({ deferral }) => deferral === null).map((item) => groupingOf(item, idOf)),
    dependencies: [...matchDependencies(needs, assigned)],
    deferred: items.flatMap(({ statement, parts, deferral: reason }) =>
      reason === null ? [] : [statement, ...parts].map((each) => ({ requirement_id: idOf(each), reason })),
    ),
    problems: duplicates(statements),
    ids,
  };
}

function requirementOf(statement: ItemStatement, id: string): Requirement {
  const { text, kind, source } = statement;
  const priority = statement.priority ?? keyWordPriority(text) ?? "must";
  return { id, text, kind, source, priority, risk: statement.risk ?? riskOf(text, priority === "may") };
}

function groupingOf(item: WorkItem, idOf: (statement: ItemStatement) => string): Grouping {
  const { statement, parts, scope, checks, testLevels } = item;
  return {
    title: shortTitle(statement.title) || idOf(statement),
    requirement_ids: [statement, ...parts].map(idOf),
    scope,
    checks: [...checks],
    test_levels: [...testLevels],
    class: item.class ?? usualClass(scope.owned),
  };
}

function duplicates(statements: readonly ItemStatement[]): readonly SpecProblem[] {
  const first = new Map<string, ItemStatement>();
  return statements.flatMap((statement) => {
    const { authorId, source } = statement;
    const known = authorId === null ? undefined : first.get(authorId);
    if (authorId === null) return [];
    if (known === undefined) {
      first.set(authorId, statement);
      return [];
    }
    const place = known.source.file === source.file ? "" : `${known.source.file}:`;
    const message = `the id ${authorId} is already defined on line ${place}${known.source.lines[0]}`;
    return [{ code: "FABRIKK_COMPILER_ID_DUPLICATE" as const, file: source.file, line: source.lines[0], message }];
  });
}
