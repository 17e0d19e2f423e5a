import type { Boundaries, Clarification } from "@fabrikk/state";

import type { SpecProblem } from "../../spec/spec-problem.ts";
import type { SourceNote, SpecReading } from "../../spec/spec-reading.ts";
import { accountForLines } from "./account-for-lines.ts";
import { distinctIds } from "./distinct-ids.ts";
import type { FeatureDocument } from "./feature-document.ts";
import type { OrderEdge } from "./order-work.ts";
import { planEntries } from "./plan-entries.ts";
import type { SpecEntry, WorkEntry } from "./spec-entry.ts";

/** What a format's reader found in the documents of one feature. */
export interface FeatureParts {
  readonly title: string | null;
  readonly documents: readonly FeatureDocument[];
  /** What must hold. */
  readonly stated: readonly SpecEntry[];
  /** What is to be done. */
  readonly work: readonly WorkEntry[];
  readonly order: readonly OrderEdge[];
  readonly boundaries?: Partial<Boundaries>;
  readonly clarifications?: readonly Clarification[];
  readonly assumptions?: readonly string[];
  /** Lines that are neither requirements nor work, and that the format has a place for. */
  readonly places: readonly SourceNote[];
  readonly problems: readonly SpecProblem[];
}

/** Puts the reading of a feature together: requirements in the order of the documents, its plan, and an account of every line. */
export function featureReading(parts: FeatureParts): SpecReading {
  const { documents, work, boundaries = {}, clarifications = [], assumptions = [] } = parts;
  const stated = distinctIds(parts.stated, work);
  const rank = new Map(documents.map(({ file }, index) => [file, index]));
  const rankOf = (file: string): number => rank.get(file) ?? 0;
  const entries = [...stated, ...work].toSorted(
    ({ requirement: { source: a } }, { requirement: { source: b } }) =>
      rankOf(a.file) - rankOf(b.file) || a.lines[0] - b.lines[0],
  );
  const plan = planEntries({ stated, work, order: parts.order });
  return {
    title: parts.title,
    requirements: entries.map(({ requirement }) => requirement),
    groupings: [...plan.groupings],
    dependencies: [...plan.dependencies],
    boundaries: {
      always: boundaries.always ?? [],
      ask_first: boundaries.ask_first ?? [],
      never: boundaries.never ?? [],
    },
    clarifications: [...clarifications],
    deferred: [...plan.deferred],
    declaredWaves: [],
    assumptions: [...assumptions, ...plan.assumptions],
    ...accountForLines(documents, { stated, work, places: parts.places }),
    problems: [
      ...documents.flatMap(({ problems }) => problems),
      ...parts.problems,
      ...duplicates(entries),
      ...entries.filter(({ requirement: { id, text } }) => id === text).map(silence),
      ...entries.flatMap(({ facts }) => facts.problems),
    ].toSorted((a, b) => rankOf(a.file) - rankOf(b.file) || a.line - b.line),
  };
}

function silence({ requirement: { id, source } }: SpecEntry): SpecProblem {
  const message = `the requirement ${id} says nothing`;
  return { code: "FABRIKK_COMPILER_REQUIREMENT_EMPTY", file: source.file, line: source.lines[0], message };
}

function duplicates(entries: readonly SpecEntry[]): readonly SpecProblem[] {
  const first = new Map<string, SpecEntry["requirement"]["source"]>();
  const problems: SpecProblem[] = [];
  for (const { requirement } of entries) {
    const { id, source } = requirement;
    const known = first.get(id);
    if (known === undefined) first.set(id, source);
    else {
      const place = known.file === source.file ? `on line ${known.lines[0]}` : `at ${known.file}:${known.lines[0]}`;
      const message = `the id ${id} is already defined ${place}`;
      problems.push({ code: "FABRIKK_COMPILER_ID_DUPLICATE", file: source.file, line: source.lines[0], message });
    }
  }
  return problems;
}
