import { compileArtifact } from "@fabrikk/compiler";
import { Config, Grouping, RunArtifact, type Requirement, type RequirementDependency } from "@fabrikk/state";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { proposeFromRepository, type RepositoryProposal } from "./propose-from-repository.ts";

type Files = Readonly<Record<string, string>>;

/** A requirement on a line, and the grouping that a reading makes of it. */
interface Asked {
  readonly text: string;
  readonly line?: number;
  readonly file?: string;
  readonly grouping?: Partial<Grouping>;
}

function specOf(asked: readonly Asked[]): { requirements: Requirement[]; groupings: Grouping[] } {
  const requirements = asked.map(({ text, line, file = "spec.md" }, at): Requirement => {
    const first = line ?? at * 10 + 1;
    const source = { file, lines: [first, first] as [number, number] };
    return { id: `R-${at}`, text, kind: "checkbox", source, priority: "must", risk: "low" };
  });
  const groupings = asked.map(({ grouping }, at): Grouping => ({
    title: `title ${at}`,
    requirement_ids: [`R-${at}`],
    scope: { owned: [], read_only: [], shared: [] },
    checks: [],
    test_levels: [],
    class: "feature",
    ...grouping,
  }));
  return { requirements, groupings };
}

async function propose(
  asked: readonly Asked[],
  files: Files,
  dependencies: readonly RequirementDependency[] = [],
): Promise<RepositoryProposal> {
  const view = { files: Object.keys(files), read: async (path: string) => files[path] ?? null };
  return await proposeFromRepository({ ...specOf(asked), dependencies, view });
}

const owned = ({ groupings }: RepositoryProposal) => groupings.map(({ scope }) => scope.owned);
const ids = ({ groupings }: RepositoryProposal) => groupings.map(({ requirement_ids }) => requirement_ids);
const none = (...paths: readonly string[]): Files => Object.fromEntries(paths.map((path) => [path, ""]));

function artifactOf(wanted: readonly Asked[], { groupings, dependencies }: RepositoryProposal) {
  const { requirements } = specOf(wanted);
  return RunArtifact.parse({
    schema: 2,
    title: "Made up",
    named: { paths: [], format: null },
    sources: [{ file: "spec.md", sha256: "0".repeat(64), bytes: 1, format: "markdown" }],
    requirements,
    assumptions: [],
    clarifications: [],
    dependencies,
    risk_profile: { level: "low", reasons: [] },
    scope_mode: Config.parse({}).scope_mode,
    boundaries: { always: [], ask_first: [], never: [] },
    quality_gate: [{ name: "test", command: "npm test" }],
    routing: {},
    groupings,
    deferred: [],
    declared_waves: [],
    coverage: { sentences: 0, claimed: 0, unclaimed: [] },
    findings: [],
  });
}

describe("FAB-PLAN-010: files are proposed from what the text mentions", () => {
  const files: Files = {
    ...none(
      "src/add.ts",
      "src/geo/scale.ts",
      "src/util/index.ts",
      "lib/index.ts",
      "README.md",
      "Makefile",
      "app/[id]/page.tsx",
    ),
    ...none(".git/config", ".fabrikk/standards/a.md", "fabrikk.config.yaml", "spec.md", "docs/api.md", "package.json"),
    "src/parse-line.ts": "export function parseLine() {}\n",
    "src/parse-line.test.ts": "export function parseLine() {}\n",
    "src/load.ts": "import { load } from 'x';\n",
    "a/twin.py": "def twin(): pass\n",
    "b/twin.py": "def twin(): pass\n",
  };

  test.each<readonly [string, readonly string[]]>([
    ["`src/add.ts` adds", ["src/add.ts"]],
    ["a path in another case: `SRC/Add.ts`", ["src/add.ts"]],
    ["the end of a path: geo/scale.ts", ["src/geo/scale.ts"]],
    ["a bare name that one file has: scale.ts", ["src/geo/scale.ts"]],
    ["a bare name that two files have: index.ts", []],
    ["a new file in a folder that is there: `src/geo/rotate.ts`", ["src/geo/rotate.ts"]],
    ["a new file in a folder that is not there: `nowhere/rotate.ts`", []],
    ["a call is no new file: `src/add.compute`", []],
    ["a new file at the top is not guessed: `NEW.md`", []],
    ["a file without extension in back ticks: `Makefile`", ["Makefile"]],
    ["documents and settings without back ticks are only spoken of: README.md, Makefile, package.json", []],
    ["a document with its folder: docs/api.md", ["docs/api.md"]],
    ["special characters are escaped: `app/[id]/page.tsx`", ["app/\\[id\\]/page.tsx"]],
    ["git's and fabrikk's files: `.git/config` `.fabrikk/standards/a.md` `fabrikk.config.yaml` `.git/new.md`", []],
    ["the spec itself: `spec.md`", []],
    ["what is only referred to: see `docs/api.md`", []],
    ["a name in the code: `parseLine()` works", ["src/parse-line.ts"]],
    ["a name that its file does not define: `load()`", []],
    ["a name that two files define: `twin()`", []],
    ["a path says more than a name: `parseLine` in `src/add.ts`", ["src/add.ts"]],
  ])("%s", async (text, expected) => {
    const proposal = await propose([{ text }], files);
    expect(owned(proposal)).toEqual([expected]);
    expect(proposal.groupings[0]?.proposed_by).toBe(expected.length > 0 ? "repository" : undefined);
  });

  test("a grouping that names files, or has a check, is left exactly as it is", async () => {
    const asked: Asked[] = [
      { text: "`src/add.ts`", grouping: { scope: { owned: ["lib/**"], read_only: [], shared: [] } } },
      { text: "`src/add.ts`", grouping: { scope: { owned: [], read_only: ["lib/**"], shared: [] } } },
      { text: "`src/add.ts`", grouping: { checks: [{ kind: "tests", command: "npm test" }] } },
    ];
    expect((await propose(asked, files)).groupings).toEqual(specOf(asked).groupings);
  });

  test("what can have no tests is documentation or configuration, unless its class or test levels are named", async () => {
    const texts = ["`README.md`", "`Makefile`", "`src/add.ts`"].map((text) => ({ text }));
    const named = { text: "`docs/api.md`", grouping: { test_levels: ["L2" as const] } };
    const { groupings } = await propose([...texts, named], files);
    expect(groupings.map((grouping) => grouping.class)).toEqual(["docs", "config", "feature", "feature"]);
    expect(groupings[3]?.test_levels).toEqual(["L2"]);
  });
});

describe("FAB-PLAN-004: files make tasks", () => {
  const files = none(...Array.from({ length: 40 }, (_, index) => `src/f${index}.ts`));

  test("requirements that want a file in common are one task, others stay apart", async () => {
    const texts = ["`src/f1.ts` and `src/f2.ts`", "`src/f3.ts`", "`src/F2.ts` and `src/f4.ts`", "`src/f5.ts`", "f4.ts"];
    const proposal = await propose(
      texts.map((text) => ({ text })),
      files,
    );
    expect(ids(proposal)).toEqual([["R-0", "R-2", "R-4"], ["R-1"], ["R-3"]]);
    expect(owned(proposal)).toEqual([["src/f1.ts", "src/f2.ts", "src/f4.ts"], ["src/f3.ts"], ["src/f5.ts"]]);
  });

  test("a task has at most 25 requirements and 25 files", async () => {
    const many = await propose(
      Array.from({ length: 60 }, () => ({ text: "`src/f1.ts`" })),
      files,
    );
    expect(ids(many).map((each) => each.length)).toEqual([25, 25, 10]);
    const wide = await propose(
      Array.from({ length: 30 }, (_, index) => ({ text: `\`src/f${index}.ts\` and \`src/f${index + 1}.ts\`` })),
      files,
    );
    expect(owned(wide).map((each) => each.length)).toEqual([25, 7]);
  });

  test("a requirement that mentions more than 25 files is given none, and that is told", async () => {
    const text = Array.from({ length: 26 }, (_, index) => `src/f${index}.ts`).join(", ");
    const proposal = await propose([{ text }], files);
    expect(owned(proposal)).toEqual([[]]);
    expect(proposal.assumptions).toEqual(["R-0 mention more than 25 files each, and were given none"]);
  });

  test("requirements without files that stand together are tasks of at most 10, told as assumption", async () => {
    const list = Array.from({ length: 12 }, (_, index) => ({ text: "prose", line: index + 1 }));
    const others: Asked[] = [
      { text: "prose", line: 20 },
      { text: "prose", line: 22, grouping: { class: "docs" } },
      { text: "prose", line: 24 },
      { text: "prose", line: 25, file: "other.md" },
      { text: "`src/f1.ts`", line: 26 },
      { text: "prose", line: 28 },
    ];
    const proposal = await propose([...list, ...others], files);
    expect(ids(proposal)).toEqual([
      list.slice(0, 10).map((_, at) => `R-${at}`),
      ["R-10", "R-11"],
      ["R-12", "R-14", "R-17"],
      ["R-13"],
      ["R-15"],
      ["R-16"],
    ]);
    expect(proposal.assumptions.join("\n")).toContain("R-0 to R-9 (10), R-10 to R-11 (2), R-12 to R-17 (3)");
    expect(proposal.groupings[0]?.title).toBe("title 0 (and 9 more)");
  });

  test("what would have to wait for itself is taken apart again", async () => {
    const asked = ["`src/f1.ts`", "`src/f2.ts`", "`src/f1.ts`", "`src/f3.ts`", "`src/f3.ts`"].map((text) => ({ text }));
    const known = [
      { from: "R-1", to: "R-0", pinned: true },
      { from: "R-2", to: "R-1", pinned: true },
    ];
    expect(ids(await propose(asked, files, known))).toEqual([["R-0"], ["R-1"], ["R-2"], ["R-3", "R-4"]]);
  });
});

describe("FAB-PLAN-010: imports are data dependencies", () => {
  const files: Files = {
    "src/a.ts": 'import "./b.ts";\nimport "./free.ts";\n',
    "src/b.ts": 'import "./[c].ts";\n',
    "src/[c].ts": "",
    "src/free.ts": "",
    "loop/x.ts": 'import "./y.ts";\n',
    "loop/y.ts": 'import "./x.ts";\n',
  };

  test("an imported file that another task owns is read-only, and its owner comes first", async () => {
    const asked: Asked[] = [
      { text: "`src/a.ts`" },
      { text: "`src/b.ts`" },
      { text: "c", grouping: { scope: { owned: ["src/[[]c].ts"], read_only: [], shared: [] } } },
    ];
    const proposal = await propose(asked, files);
    const { groupings, dependencies, assumptions } = proposal;
    expect(groupings.map(({ scope }) => scope.read_only)).toEqual([["src/b.ts"], ["src/\\[c\\].ts"], []]);
    expect(dependencies).toEqual([
      { from: "R-0", to: "R-1", pinned: false },
      { from: "R-1", to: "R-2", pinned: false },
    ]);
    expect(compileArtifact(artifactOf(asked, proposal)).waves).toHaveLength(3);
    expect(assumptions).toContain(
      "the order that imports ask for was taken: R-0 after R-1 (src/a.ts imports src/b.ts), R-1 after R-2 (src/b.ts imports src/[c].ts)",
    );
  });

  test("no order follows from a circle, and what is known already is not added", async () => {
    const known = [{ from: "R-3", to: "R-2", pinned: true }];
    const texts = ["`loop/x.ts`", "`loop/y.ts`", "`src/a.ts`", "`src/b.ts`"];
    const { groupings, dependencies } = await propose(
      texts.map((text) => ({ text })),
      files,
      known,
    );
    expect(dependencies).toEqual(known);
    expect(groupings.map(({ scope }) => scope.read_only)).toEqual([["loop/y.ts"], ["loop/x.ts"], ["src/b.ts"], []]);
  });
});

describe("FAB-PLAN-010: any proposal", () => {
  const names = ["src/a.ts", "src/b.ts", "src/c.ts", "lib/d.py", "lib/[e].py", "README.md", ".fabrikk/x.md"];
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom(...names).map((name) => `\`${name}\``),
        fc.constantFrom("prose", "`src/new.ts`", "see"),
      ),
      { maxLength: 3 },
    )
    .map((words) => ["It works:", ...words].join(" "));
  const asked = fc.record({ text, line: fc.nat(40).map((line) => line + 1) });
  const spec = fc.array(
    fc.oneof(
      { weight: 5, arbitrary: asked },
      {
        weight: 1,
        arbitrary: asked.map((each) => ({
          ...each,
          grouping: { scope: { owned: ["src/a.ts"], read_only: [], shared: [] } },
        })),
      },
    ),
    { minLength: 1, maxLength: 14 },
  );
  const imports = fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { maxLength: 5 }).map((pairs): Files => {
    const lines = (of: number) =>
      pairs.flatMap(([from, to]) => (from === of ? [`import "./${"abc"[to]}.ts";`] : [])).join("\n");
    return { ...none(...names), "src/a.ts": lines(0), "src/b.ts": lines(1), "src/c.ts": lines(2) };
  });
  const edges = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 8 });

  /** Dependencies that go back only: an author who wrote a circle is refused before. */
  const backwards = (pairs: readonly (readonly [number, number])[], count: number): RequirementDependency[] =>
    pairs.flatMap(([a, b]) =>
      a !== b && Math.max(a, b) < count
        ? [{ from: `R-${Math.max(a, b)}`, to: `R-${Math.min(a, b)}`, pinned: true }]
        : [],
    );

  test("compiles, holds every requirement once, and does not depend on the order of the files", async () => {
    await fc.assert(
      fc.asyncProperty(spec, imports, edges, async (wanted, files, pairs) => {
        const known = backwards(pairs, wanted.length);
        const proposal = await propose(wanted, files, known);
        expect(ids(proposal).flat().toSorted()).toEqual(wanted.map((_, at) => `R-${at}`).toSorted());
        const turned = Object.fromEntries(Object.entries(files).toReversed());
        expect(await propose(wanted, turned, known)).toEqual(proposal);
        for (const grouping of proposal.groupings) {
          Grouping.parse(grouping);
          const most = grouping.scope.owned.length === 0 ? 10 : 25;
          expect(grouping.requirement_ids.length).toBeLessThanOrEqual(most);
          expect(grouping.scope.owned.join(" ")).not.toContain(".fabrikk");
        }
        const graph = compileArtifact(artifactOf(wanted, proposal));
        expect(graph.tasks).toHaveLength(proposal.groupings.length);
      }),
      { numRuns: 300 },
    );
  });
});
