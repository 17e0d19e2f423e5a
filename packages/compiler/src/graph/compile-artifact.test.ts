import { canonicalJson, TaskGraph, type RunArtifact } from "@fabrikk/state";
import fc from "fast-check";
import { expect, test } from "vitest";

import { artifact, chainable, grouping, requirement } from "../../test/artifacts.ts";
import { compileArtifact } from "./compile-artifact.ts";

const twelve = Array.from({ length: 12 }, (_, index) => index);

/** A small artifact with overlaps, dependencies and priorities, from random numbers. */
const artifacts = fc
  .record({
    files: fc.array(fc.constantFrom("src/a.ts", "src/b.ts", "src/*.ts", "docs/**", "src/c.go", "lib/x.py"), {
      minLength: 12,
      maxLength: 12,
    }),
    edges: fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 14 }),
    priorities: fc.array(fc.constantFrom("must", "should", "may"), { minLength: 12, maxLength: 12 }),
  })
  .map(({ files, edges, priorities }) =>
    artifact({
      requirements: twelve.map((index) =>
        requirement(`R-${index}`, index + 1, { priority: priorities[index] ?? "must" }),
      ),
      groupings: twelve.map((index) => grouping(`R-${index}`, index % 5 === 4 ? [] : [files[index] ?? ""])),
      dependencies: edges
        .filter(([a, b]) => a !== b)
        .map(([a, b]) => ({ from: `R-${Math.max(a, b)}`, to: `R-${Math.min(a, b)}`, pinned: a > b })),
    }),
  );

test("FAB-PLAN-001: the same artifact gives the same bytes, whatever the order of its keys", () => {
  fc.assert(
    fc.property(artifacts, (made) => {
      const bytes = canonicalJson(compileArtifact(made));
      const reversed = JSON.parse(reverseKeys(made)) as RunArtifact;
      expect(canonicalJson(compileArtifact(reversed))).toBe(bytes);
      expect(TaskGraph.parse(JSON.parse(bytes))).toEqual(compileArtifact(made));
    }),
    { numRuns: 60 },
  );
});

test("FAB-PLAN-001: the order of groupings, requirements and dependencies changes no task and no wave", () => {
  fc.assert(
    fc.property(artifacts, fc.infiniteStream(fc.nat()), (made, numbers) => {
      const shuffle = <Item>(items: readonly Item[]): Item[] =>
        items
          .map((item) => ({ item, key: numbers.next().value }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ item }) => item);
      const { artifact_sha256: _, ...expected } = compileArtifact(made);
      const { artifact_sha256: __, ...shuffled } = compileArtifact({
        ...made,
        requirements: shuffle(made.requirements),
        groupings: shuffle(made.groupings),
        dependencies: shuffle(made.dependencies),
      });
      expect(canonicalJson(shuffled)).toBe(canonicalJson(expected));
    }),
    { numRuns: 60 },
  );
});

test("FAB-PLAN-002: a task has ids, scope with test neighbours, checks, levels, class, priority, risk, dependencies", () => {
  const graph = compileArtifact(
    artifact({
      requirements: [
        requirement("GEO-1", 1, { priority: "should" }),
        requirement("GEO-2", 2, { priority: "must", risk: "high" }),
        requirement("GEO-3", 3),
      ],
      groupings: [
        grouping("GEO-1", ["src/add.go"], { requirement_ids: ["GEO-2", "GEO-1"] }),
        grouping("GEO-3", ["README.md"], { class: "docs", checks: [] }),
      ],
      dependencies: [{ from: "GEO-3", to: "GEO-1", pinned: true }],
      quality_gate: [
        { name: "test", command: "npm test" },
        { name: "lint", command: "npm run lint" },
      ],
    }),
  );
  expect(graph.tasks).toEqual([
    {
      id: "geo-1",
      title: "title of GEO-1",
      class: "feature",
      requirement_ids: ["GEO-1", "GEO-2"],
      scope: { owned: ["src/add.go", "src/add_test.go"], read_only: [], shared: [] },
      unscoped: false,
      checks: [{ kind: "tests", command: "node --test" }],
      test_levels: ["L1"],
      priority: "must",
      risk: "high",
      depends_on: [],
      repair: null,
    },
    expect.objectContaining({
      id: "geo-3",
      test_levels: [],
      checks: [
        { kind: "tests", command: "npm test" },
        { kind: "command", command: "npm run lint", exit_code: 0 },
      ],
      depends_on: [{ task: "geo-1", pinned: true }],
    }),
  ]);
  expect(graph.waves).toEqual([["geo-1"], ["geo-3"]]);
});

test("FAB-PLAN-002: a task without files owns everything, is marked, and runs alone", () => {
  const made = artifact({
    requirements: [requirement("A-1"), requirement("A-2", 2), requirement("A-3", 3)],
    groupings: [grouping("A-1", ["src/a.ts"]), grouping("A-2", []), grouping("A-3", ["src/c.ts"])],
  });
  const { tasks, waves, conflicts } = compileArtifact(made);
  expect(tasks[1]).toMatchObject({ id: "a-2", unscoped: true, scope: { owned: ["**"] } });
  expect(waves).toEqual([["a-1", "a-3"], ["a-2"]]);
  expect(conflicts).toEqual([{ resource: "**", tasks: ["a-1", "a-2", "a-3"] }]);
});

test("FAB-PLAN-003: every requirement that no task covers is named", () => {
  const made = artifact({
    requirements: [requirement("A-1"), requirement("A-2", 7), requirement("A-3", 9)],
    groupings: [grouping("A-1", ["a.ts"])],
  });
  expect(() => compileArtifact(made)).toThrow(/A-2 \(spec\.md:7\)[\s\S]*A-3 \(spec\.md:9\)/);
  expect(() => compileArtifact({ ...made, requirements: made.requirements.slice(0, 2) })).toThrow(
    expect.objectContaining({
      code: "FABRIKK_COMPILER_UNCOVERED",
      message: "no task covers the requirement A-2 (spec.md:7)",
    }),
  );
});

test("FAB-PLAN-004: files that two tasks own keep them out of one wave; independent ones share it", () => {
  const made = artifact({
    requirements: ["A-1", "A-2", "A-3", "A-4"].map((id, index) => requirement(id, index + 1)),
    groupings: [
      grouping("A-1", ["src/a.ts", "src/b.ts"]),
      grouping("A-2", ["src/b.ts"]),
      grouping("A-3", ["src/c.ts"]),
      grouping("A-4", ["SRC/*.TS"]),
    ],
  });
  const { tasks, waves, conflicts } = compileArtifact(made);
  expect(waves).toEqual([["a-1", "a-3"], ["a-2"], ["a-4"]]);
  expect(tasks.flatMap(({ depends_on }) => depends_on)).toEqual([]);
  expect(conflicts.find(({ resource }) => resource === "src/b.ts")?.tasks).toEqual(["a-1", "a-2", "a-4"]);
});

test("FAB-PLAN-006: a cycle is an error that prints it", () => {
  expect(() =>
    compileArtifact(
      chainable(5, [
        [0, 1],
        [1, 2],
        [2, 0],
        [3, 2],
      ]),
    ),
  ).toThrow(
    expect.objectContaining({
      code: "FABRIKK_COMPILER_CYCLE",
      message:
        "requirements depend on each other: R-0 -> R-1 -> R-2 -> R-0 (R-0 at spec.md:1, R-1 at spec.md:2, R-2 at spec.md:3)",
      details: { problems: [expect.objectContaining({ file: "spec.md", line: 1 })] },
    }),
  );
  expect(() => compileArtifact(chainable(2, [[1, 1]]))).toThrow(/R-1 -> R-1/);
});

test("FAB-PLAN-006: a cycle among tasks whose requirements have none is printed with both", () => {
  const made = artifact({
    requirements: [requirement("A-1"), requirement("A-2", 2), requirement("A-3", 3)],
    groupings: [grouping("A-1", ["a.ts"], { requirement_ids: ["A-1", "A-3"] }), grouping("A-2", ["b.ts"])],
    dependencies: [
      { from: "A-2", to: "A-1", pinned: true },
      { from: "A-3", to: "A-2", pinned: true },
    ],
  });
  expect(() => compileArtifact(made)).toThrow(
    /a-1 \(A-1, A-3\) -> a-2 \(A-2\) -> a-1 .*\(A-1 at spec\.md:1, A-2 at spec\.md:2\)/,
  );
});

test("all problems of an artifact are reported at once", () => {
  const made = artifact({
    requirements: [requirement("A-1"), requirement("A-2", 2)],
    groupings: [grouping("A-1", ["../x", "a{b"]), grouping("A-9", ["c.ts"])],
    dependencies: [
      { from: "A-1", to: "A-7", pinned: true },
      { from: "A-1", to: "A-2", pinned: true },
      { from: "A-2", to: "A-1", pinned: true },
    ],
  });
  let error: unknown;
  try {
    compileArtifact(made);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ code: "FABRIKK_COMPILER_ARTIFACT_REFUSED" });
  const { problems } = (error as { details: { problems: { code: string }[] } }).details;
  expect(problems.map(({ code }) => code)).toEqual([
    "FABRIKK_COMPILER_UNCOVERED",
    "FABRIKK_COMPILER_REQUIREMENT_UNKNOWN",
    "FABRIKK_COMPILER_DEPENDENCY_UNKNOWN",
    "FABRIKK_COMPILER_GLOB_ESCAPES",
    "FABRIKK_COMPILER_GLOB_INVALID",
    "FABRIKK_COMPILER_CYCLE",
  ]);
});

test("no task may own or share what steers the run", () => {
  const scope = { owned: ["src/a.ts", ".git/config"], read_only: [".fabrikk/**"], shared: ["fabrikk.config.yaml"] };
  const made = artifact({ requirements: [requirement("A-1")], groupings: [grouping("A-1", [], { scope })] });
  expect(() => compileArtifact(made)).toThrow(/"\.git\/config".*GLOB_RESERVED.*\n.*"fabrikk\.config\.yaml"/);
});

test("names of object properties are ordinary ids", () => {
  const ids = ["constructor", "toString", "valueOf", "hasOwnProperty"];
  const made = artifact({
    requirements: ids.map((id, index) => requirement(id, index + 1)),
    groupings: ids.map((id) => grouping(id, [`${id}.md`], { class: "docs" })),
    dependencies: [{ from: "toString", to: "constructor", pinned: true }],
  });
  expect(compileArtifact(made).waves).toEqual([["constructor", "hasownproperty", "valueof"], ["tostring"]]);
});

test("task ids are unique, and come from the author's id or from title and text", () => {
  const ids = (made: RunArtifact): string[] => compileArtifact(made).tasks.map(({ id }) => id);
  const own = {
    requirements: [requirement("AB-1"), requirement("AB_1", 2)],
    groupings: [grouping("AB-1", ["a"]), grouping("AB_1", ["b"])],
  };
  expect(ids(artifact(own))).toEqual(["ab-1", "ab-1-2"]);
  const made = {
    requirements: [requirement("R-1a2b3c4d5e", 1, { kind: "normative" })],
    groupings: [grouping("R-1a2b3c4d5e", ["a"], { title: "Über `all`: things!" })],
  };
  expect(ids(artifact(made))).toEqual(["uber-all-things-1a2b3c"]);
});

test("a chain of 20,000 compiles: the graph is walked without recursion", { timeout: 60_000 }, () => {
  const edges = Array.from({ length: 19_999 }, (_, index) => [index + 1, index] as const);
  expect(compileArtifact(chainable(20_000, edges)).waves).toHaveLength(20_000);
});

test("one file that 2,000 tasks own gives 2,000 waves", () => {
  const requirements = Array.from({ length: 2000 }, (_, index) => requirement(`R-${index}`, index + 1));
  const groupings = requirements.map(({ id }) => grouping(id, ["hot.md"], { class: "docs" }));
  expect(compileArtifact(artifact({ requirements, groupings })).waves).toHaveLength(2000);
});

function reverseKeys(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toReversed())
      : each,
  );
}
