import type { SpecProblem } from "../../spec/spec-problem.ts";
import type { ItemNeed, WorkItem } from "./work-item.ts";

/** Items without the needs that name nothing, and a problem for each of those. */
export interface KnownNeeds {
  readonly items: readonly WorkItem[];
  readonly problems: readonly SpecProblem[];
}

/**
 * Takes needs out that name no item: in a plan all ids are its own.
 * @param isKnown does an id name an item, or one that need not be done again?
 */
export function keepKnownNeeds(items: readonly WorkItem[], isKnown: (id: string) => boolean): KnownNeeds {
  const problems = items.flatMap((item) =>
    item.needs.filter(({ to }) => !isKnown(to)).map((need) => unknownNeed(item, need)),
  );
  return { items: items.map((item) => ({ ...item, needs: item.needs.filter(({ to }) => isKnown(to)) })), problems };
}

function unknownNeed({ statement, parts }: WorkItem, { from, to, line }: ItemNeed): SpecProblem {
  const { authorId, source } = [statement, ...parts].find(({ origin }) => origin === from) ?? statement;
  const message = `${authorId ?? "the work"} depends on ${to}, and there is no such work here`;
  return { code: "FABRIKK_COMPILER_DEPENDENCY_UNKNOWN", file: source.file, line, message };
}
