import type { SpecProblem } from "../../spec/spec-problem.ts";
import type { OrderEdge } from "../feature/order-work.ts";
import type { SpecEntry } from "../feature/spec-entry.ts";

/** What task lines say about their order, and what is wrong with it. */
export interface WrittenOrder {
  readonly edges: readonly OrderEdge[];
  readonly problems: readonly SpecProblem[];
}

/** Most tasks that a range such as `T003-T007` may stand for. */
const widest = 1000;

/** Reads `(depends on T003, T005-T007)` in the words of task lines. */
export function writtenOrder(
  tasks: readonly { readonly entry: Pick<SpecEntry, "requirement">; readonly words: string }[],
): WrittenOrder {
  const known = new Set(tasks.map(({ entry }) => entry.requirement.id));
  const edges: OrderEdge[] = [];
  const problems: SpecProblem[] = [];
  for (const { entry, words } of tasks) {
    const { id, source } = entry.requirement;
    for (const to of new Set(neededIds(words))) {
      if (known.has(to)) edges.push({ from: id, to, pinned: true, isWritten: true });
      else
        problems.push({
          code: "FABRIKK_COMPILER_LINK_UNKNOWN",
          file: source.file,
          line: source.lines[0],
          message: `${id} depends on ${to}, and there is no such task`,
        });
    }
  }
  return { edges, problems };
}

function neededIds(words: string): readonly string[] {
  return [
    ...words.matchAll(/\b(?:depends? on|blocked by|after)[: ]+((?:(?:tasks?|and|,|&|[-–—])\s*|T\d{3,}[a-z]?\s*)+)/gi),
  ].flatMap(([, list = ""]) =>
    [...list.matchAll(/(T\d{3,}[a-z]?)(?:\s*[-–—]\s*(T\d{3,}))?/g)].flatMap(([, first = "", last]) =>
      last === undefined ? [first] : idsBetween(first, last),
    ),
  );
}

function idsBetween(first: string, last: string): readonly string[] {
  const [from, to] = [Number(first.slice(1)), Number(last.slice(1))];
  if (!(from <= to && to - from < widest)) return [first, last];
  return Array.from(
    { length: to - from + 1 },
    (_, index) => `T${String(from + index).padStart(first.length - 1, "0")}`,
  );
}
