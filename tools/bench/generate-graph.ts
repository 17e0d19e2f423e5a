import { createHash } from "node:crypto";

import { compileArtifact } from "@fabrikk/compiler";
import type { Grouping, RunArtifact, TaskGraph } from "@fabrikk/state";

import { seededRandom, type SeededRandom } from "./seeded-random.ts";

/** The kinds of plans of the corpus: what depends on what, and who shares files with whom. */
export const graphKinds = [
  "layers",
  "modules",
  "sparse",
  "dense",
  "fork-join",
  "chains",
  "hot files",
  "overlaps",
] as const;
export type GraphKind = (typeof graphKinds)[number];

/** What a kind says about one task of many. */
interface Draft {
  /** Indexes of earlier tasks. */
  readonly needs: readonly number[];
  readonly owned: readonly string[];
  readonly shared: readonly string[];
}

/** A compiled plan, and how long each task takes. */
export interface SampleGraph {
  readonly kind: GraphKind;
  readonly graph: TaskGraph;
  /** By task id; whole numbers from 5 to 94, short ones more often. */
  readonly minutes: ReadonlyMap<string, number>;
}

/**
 * A made-up plan of a kind, the same for the same seed. Every task owns a file of its own. In `layers` each needs 1 to 3 of the layer
 * before; in `modules` some of its module, whose index one in five shares; `sparse` has about one dependency a task, `dense` four, on one of
 * the 60 before; `fork-join` has phases of 8 to 40 tasks between single ones; `chains` 4 to 20 lines with some links across; `hot files`
 * 3 to 6 files, shared by one task in four; in `overlaps` tasks own one of half as many files too, and one in forty a whole folder.
 */
export function generateGraph(kind: GraphKind, tasks: number, seed: number): SampleGraph {
  const random = seededRandom(seed);
  const drafts = draft[kind](tasks, random).map((each, index) => ({
    ...each,
    owned: [`src/own-${index}.md`, ...each.owned],
  }));
  const graph = compileArtifact(artifactOf(drafts));
  const minutes = new Map(graph.tasks.map(({ id }) => [id, 5 + Math.floor(90 * random.next() ** 2)]));
  return { kind, graph, minutes };
}

const draft: Readonly<Record<GraphKind, (tasks: number, random: SeededRandom) => readonly Draft[]>> = {
  layers: (tasks, random) => {
    const width = 8 + random.below(32);
    return indexes(tasks).map((index) => {
      const first = Math.floor(index / width) * width;
      return bare(first === 0 ? [] : some(1 + random.below(3), () => first - width + random.below(width)));
    });
  },
  modules: (tasks, random) =>
    indexes(tasks).map((index) => {
      const inModule = index % 25;
      const near = inModule === 0 ? [] : some(random.below(3), () => index - 1 - random.below(inModule));
      const far = index > 0 && random.next() < 0.3 ? [random.below(index)] : [];
      const shared = random.next() < 0.2 ? [`src/module-${Math.floor(index / 25)}/index.md`] : [];
      return { ...bare([...near, ...far]), shared };
    }),
  sparse: (tasks, random) =>
    indexes(tasks).map((index) => bare(index === 0 ? [] : some(random.below(3), () => random.below(index)))),
  dense: (tasks, random) =>
    indexes(tasks).map((index) =>
      bare(index === 0 ? [] : some(2 + random.below(5), () => index - 1 - random.below(Math.min(index, 60)))),
    ),
  "fork-join": (tasks, random) => {
    let [joint, forks] = [0, 8 + random.below(33)];
    return indexes(tasks).map((index) => {
      if (index === 0) return bare([]);
      if (index - joint <= forks) return bare([joint]);
      const before = indexes(index).slice(joint + 1);
      [joint, forks] = [index, 8 + random.below(33)];
      return bare(before);
    });
  },
  chains: (tasks, random) => {
    const lines = 4 + random.below(17);
    return indexes(tasks).map((index) => {
      const across = index > 0 && random.next() < 0.1 ? [random.below(index)] : [];
      return bare(index < lines ? across : [index - lines, ...across]);
    });
  },
  "hot files": (tasks, random) => {
    const files = 3 + random.below(4);
    return indexes(tasks).map((index) => ({
      ...bare(index === 0 ? [] : some(random.below(2), () => random.below(index))),
      shared: random.next() < 0.25 ? [`src/hot-${random.below(files)}.md`] : [],
    }));
  },
  overlaps: (tasks, random) =>
    indexes(tasks).map((index) => {
      const folder = random.next() < 1 / 40 ? [`src/part-${random.below(10)}/**`] : [];
      const common = random.below(Math.ceil(tasks / 2));
      return {
        ...bare(index === 0 ? [] : some(random.below(2), () => random.below(index))),
        owned: [`src/part-${common % 10}/common-${common}.md`, ...folder],
      };
    }),
};

function bare(needs: readonly number[]): Draft {
  return { needs: [...new Set(needs)], owned: [], shared: [] };
}

function indexes(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function some(count: number, make: () => number): readonly number[] {
  return Array.from({ length: count }, make);
}

function artifactOf(drafts: readonly Draft[]): RunArtifact {
  const idOf = (index: number): string => `T-${String(index).padStart(4, "0")}`;
  return {
    schema: 2,
    title: "A made-up plan",
    named: { paths: [], format: null },
    sources: [
      { file: "plan.md", sha256: createHash("sha256").update("plan").digest("hex"), bytes: 1, format: "markdown" },
    ],
    requirements: drafts.map((_, index) => ({
      id: idOf(index),
      text: `Part ${index}`,
      kind: "identified",
      source: { file: "plan.md", lines: [index + 1, index + 1] },
      priority: "must",
      risk: "medium",
    })),
    assumptions: [],
    clarifications: [],
    dependencies: drafts.flatMap(({ needs }, index) =>
      needs.map((need) => ({ from: idOf(index), to: idOf(need), pinned: true })),
    ),
    risk_profile: { level: "medium", reasons: [] },
    scope_mode: "expansion",
    boundaries: { always: [], ask_first: [], never: [] },
    quality_gate: [],
    routing: {},
    deferred: [],
    declared_waves: [],
    coverage: { sentences: 0, claimed: 0, unclaimed: [] },
    findings: [],
    groupings: drafts.map(({ owned, shared }, index) => groupingOf(idOf(index), owned, shared)),
  };
}

function groupingOf(id: string, owned: readonly string[], shared: readonly string[]): Grouping {
  return {
    title: id,
    requirement_ids: [id],
    scope: { owned: [...owned], read_only: [], shared: [...shared] },
    checks: [{ kind: "command", command: "true", exit_code: 0 }],
    test_levels: [],
    class: "docs",
  };
}
