import { createHash } from "node:crypto";

import type { Grouping, Requirement, RequirementDependency, RunArtifact } from "@fabrikk/state";

import { seededRandom, type SeededRandom } from "./seeded-random.ts";

const tasksPerModule = 50;
const requirementsPerSource = 200;

/**
 * Who says what depends on what: `written` by an author but for one need in five, or all `inferred`. In an inferred one each hundredth task
 * names no files, and all the others read one file that the first one writes.
 */
export const artifactKinds = ["written", "inferred"] as const;
export type ArtifactKind = (typeof artifactKinds)[number];

/**
 * A large specification as intake would normalize it, the same for the same seed. Modules of 50 tasks; a task serves one or
 * two requirements, owns two files, and needs about five earlier tasks, three of them of its own module; one need in five nobody wrote, so
 * that most of these are false. One task in ten also
 * writes its module's shared index file, one in thirty owns a file that an earlier task owns too, one in a hundred a folder.
 */
export function generateArtifact(tasks: number, seed: number, kind: ArtifactKind = "written"): RunArtifact {
  const artifact = writtenArtifact(tasks, seed);
  if (kind === "written") return artifact;
  return {
    ...artifact,
    dependencies: artifact.dependencies.map((each) => ({ ...each, pinned: false })),
    groupings: artifact.groupings.map((each, index) => ({ ...each, scope: readingAll(each, index) })),
  };
}

function readingAll({ scope }: Grouping, index: number): Grouping["scope"] {
  const file = "src/names.ts";
  if (index === 0) return { ...scope, owned: [...scope.owned, file] };
  return index % 100 === 50 ? { owned: [], read_only: [], shared: [] } : { ...scope, read_only: [file] };
}

function writtenArtifact(tasks: number, seed: number): RunArtifact {
  const random = seededRandom(seed);
  const requirements: Requirement[] = [];
  const groupings: Grouping[] = [];
  for (let index = 0; index < tasks; index += 1) {
    const first = requirements.length;
    for (let left = 1 + random.below(2); left > 0; left -= 1)
      requirements.push(requirementAt(requirements.length, random));
    groupings.push(groupingAt(index, requirements.slice(first), random));
  }
  return {
    schema: 2,
    title: `A specification of ${tasks} tasks`,
    named: { paths: ["spec.md"], format: null },
    sources: sourcesOf(requirements),
    requirements,
    assumptions: [],
    clarifications: [],
    dependencies: groupings.flatMap((_, index) => dependenciesOf(index, groupings, random)),
    risk_profile: { level: "medium", reasons: [] },
    scope_mode: "expansion",
    boundaries: { always: [], ask_first: [], never: [] },
    quality_gate: [{ name: "tests", command: "npm test" }],
    routing: {},
    deferred: [],
    declared_waves: [],
    coverage: { sentences: 0, claimed: 0, unclaimed: [] },
    findings: [],
    groupings,
  };
}

function requirementAt(index: number, random: SeededRandom): Requirement {
  const line = 3 + 4 * (index % requirementsPerSource);
  return {
    id: `REQ-${String(index).padStart(6, "0")}`,
    text: `The part number ${index} answers every call with what it was asked for, and says why where it cannot.`,
    kind: "identified",
    source: { file: `docs/spec-${Math.floor(index / requirementsPerSource)}.md`, lines: [line, line + 1] },
    priority: random.next() < 0.7 ? "must" : random.next() < 0.7 ? "should" : "may",
    risk: random.next() < 0.1 ? "high" : "medium",
  };
}

function sourcesOf(requirements: readonly Requirement[]): RunArtifact["sources"] {
  const files = [...new Set(requirements.map(({ source }) => source.file))];
  return files.map((file) => ({
    file,
    sha256: createHash("sha256").update(file).digest("hex"),
    bytes: 120 * requirementsPerSource,
    format: "markdown",
  }));
}

function groupingAt(index: number, requirements: readonly Requirement[], random: SeededRandom): Grouping {
  const module = `src/module-${Math.floor(index / tasksPerModule)}`;
  const second =
    random.next() < 1 / 30
      ? `${module}/part-${index - random.below((index % tasksPerModule) + 1)}.ts`
      : `${module}/part-${index}-table.ts`;
  const folder = random.next() < 1 / 100 ? [`docs/module-${Math.floor(index / tasksPerModule)}/**`] : [];
  return {
    title: `Part ${index}`,
    requirement_ids: requirements.map(({ id }) => id),
    scope: {
      owned: [...new Set([`${module}/part-${index}.ts`, second, ...folder])],
      read_only: [],
      shared: random.next() < 1 / 10 ? [`${module}/index.ts`] : [],
    },
    checks: [{ kind: "tests", command: `npm test -- part-${index}` }],
    test_levels: ["L1"],
    class: "feature",
  };
}

/** Edges run from later to earlier tasks only: there is no cycle. */
function dependenciesOf(index: number, groupings: readonly Grouping[], random: SeededRandom): RequirementDependency[] {
  const inModule = index % tasksPerModule;
  const near = Array.from({ length: Math.min(3, inModule) }, () => index - 1 - random.below(inModule));
  const far = Array.from({ length: Math.min(2, index) }, () => random.below(index));
  const from = groupings[index]?.requirement_ids[0] ?? "";
  return [...new Set([...near, ...far])].map((needed) => ({
    from,
    to: groupings[needed]?.requirement_ids[0] ?? "",
    pinned: random.next() < 0.8,
  }));
}
