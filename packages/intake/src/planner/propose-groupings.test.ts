import { compileArtifact, draftArtifact, isTestFile, mergeGroupings, readSpecs } from "@fabrikk/compiler";
import type { Grouping, Requirement } from "@fabrikk/state";
import { describe, expect, test } from "vitest";

import { scriptedAsker } from "../../test/scripted-asker.ts";
import type { AnswerRound } from "../asking/ask-in-rounds.ts";
import { proposeGroupings, type PlannerRequest } from "./propose-groupings.ts";

const signal = new AbortController().signal;
const files = [
  "package.json",
  "src/index.ts",
  "src/parse.ts",
  "src/print.ts",
  "src/words/list.ts",
  "test/parse.test.ts",
];
const nothing = { owned: [], read_only: [], shared: [] };

function requirement(id: string, text: string, line: number): Requirement {
  return {
    id,
    text,
    kind: "identified",
    source: { file: "spec.md", lines: [line, line] },
    priority: "must",
    risk: "medium",
  };
}

function grouping(id: string, difference: Partial<Grouping> = {}): Grouping {
  return {
    title: id,
    requirement_ids: [id],
    scope: nothing,
    checks: [],
    test_levels: [],
    class: "feature",
    ...difference,
  };
}

const requirements = [
  requirement("REQ-1", "The parser MUST read words.", 1),
  requirement("REQ-2", "The printer MUST print words.", 2),
  requirement("REQ-3", "The parser MUST refuse empty text.", 3),
  requirement("REQ-4", "The list of words MUST be sorted.", 4),
];
const fixed = grouping("REQ-4", { scope: { ...nothing, owned: ["src/words/list.ts"] } });
const check = { kind: "tests" as const, command: "npm test" };
const groupings = [
  grouping("REQ-1"),
  grouping("REQ-2", { class: "fix", test_levels: ["L1"] }),
  fixed,
  grouping("REQ-3", { checks: [check] }),
];
const parser = {
  title: "Parse words and refuse empty text",
  requirement_ids: ["REQ-1", "REQ-3"],
  owned: ["src/parse.ts"],
  shared: ["src/index.ts"],
  read_only: ["package.json"],
  test_levels: ["L2"],
  reason: "The parser stands there.",
};
const printer = {
  title: "Print words",
  requirement_ids: ["REQ-2"],
  owned: ["src/print.ts"],
  needs: ["REQ-1", "REQ-4"],
  reason: "The printer stands there.",
};
const good = { groupings: [parser, printer], assumptions: ["Words are ASCII."] };

async function propose(answers: readonly unknown[], difference: Partial<PlannerRequest> = {}) {
  const { ask, questions } = scriptedAsker(answers);
  const rounds: AnswerRound[] = [];
  const onRound = (round: AnswerRound): void => void rounds.push(round);
  const facts = { requirements, groupings, dependencies: [], repository: { files } };
  return { proposal: await proposeGroupings({ ...facts, ask, signal, onRound, ...difference }), questions, rounds };
}

/** The first round's problems of an answer. */
async function problemsOf(answer: unknown, difference: Partial<PlannerRequest> = {}): Promise<readonly string[]> {
  return (await propose([answer], difference)).rounds[0]?.problems ?? [];
}

function withParser(difference: object) {
  return { groupings: [{ ...parser, ...difference }, printer] };
}

describe("FAB-PLAN-010: a planner proposes groupings and files where the spec names none", () => {
  test("its groupings take the place of those without files; what the spec fixed stays", async () => {
    const { proposal, questions } = await propose([good]);
    expect(questions.map(({ role, round }) => ({ role, round }))).toEqual([{ role: "planner", round: 1 }]);
    expect(proposal.groupings).toEqual([
      fixed,
      {
        title: "Parse words and refuse empty text",
        requirement_ids: ["REQ-1", "REQ-3"],
        scope: { owned: ["src/parse.ts"], shared: ["src/index.ts"], read_only: ["package.json"] },
        checks: [check],
        test_levels: ["L2"],
        class: "feature",
        proposed_by: "planner",
      },
      grouping("REQ-2", {
        title: "Print words",
        scope: { ...nothing, owned: ["src/print.ts"] },
        test_levels: ["L1"],
        class: "fix",
        proposed_by: "planner",
      }),
    ]);
    expect(proposal.findings).toEqual([]);
  });

  test("an order that it proposes is never pinned, and its reasons are told to the person who approves", async () => {
    const { proposal } = await propose([good]);
    expect(proposal.dependencies).toEqual([
      { from: "REQ-2", to: "REQ-1", pinned: false },
      { from: "REQ-2", to: "REQ-4", pinned: false },
    ]);
    expect(proposal.assumptions).toEqual([
      "the planner gave src/parse.ts, src/index.ts to REQ-1, REQ-3: The parser stands there.",
      "the planner gave src/print.ts to REQ-2: The printer stands there.",
      "the planner assumes: Words are ASCII.",
    ]);
  });

  test("an order that the author wrote is not proposed again, nor one within a grouping", async () => {
    const dependencies = [{ from: "REQ-2", to: "REQ-1", pinned: true }];
    const answer = { groupings: [{ ...parser, needs: ["REQ-3"] }, printer] };
    const { proposal } = await propose([answer], { dependencies });
    expect(proposal.dependencies).toEqual([{ from: "REQ-2", to: "REQ-4", pinned: false }]);
  });

  test("what owns only documentation is a docs task, unless the spec says otherwise", async () => {
    const docs = { ...printer, owned: ["README.md"], needs: [] };
    const classes = async (all: readonly Grouping[]) =>
      (await propose([{ groupings: [parser, docs] }], { groupings: all })).proposal.groupings.map((each) => each.class);
    expect(await classes(groupings)).toEqual(["feature", "feature", "fix"]);
    expect(await classes([fixed, ...["REQ-1", "REQ-2", "REQ-3"].map((id) => grouping(id))])).toEqual([
      "feature",
      "feature",
      "docs",
    ]);
  });

  test("a requirement that several groupings serve may stay in as many", async () => {
    const twice = [...groupings, grouping("REQ-3", { requirement_ids: ["REQ-3", "REQ-1"] })];
    const both = { groupings: [parser, { ...printer, requirement_ids: ["REQ-2", "REQ-1"], needs: [] }] };
    const { proposal, questions } = await propose([both], { groupings: twice });
    expect(proposal.groupings.map(({ requirement_ids: ids }) => ids)).toEqual([
      ["REQ-4"],
      ["REQ-1", "REQ-3"],
      ["REQ-2", "REQ-1"],
    ]);
    expect(questions[0]?.prompt).toContain("REQ-1: The parser MUST read words. (may be in up to 2 groupings)");
  });

  test("where every grouping names files nobody is asked", async () => {
    const { proposal, questions } = await propose([good], { groupings: [fixed] });
    expect(questions).toEqual([]);
    expect(proposal).toEqual({ groupings: [fixed], dependencies: [], assumptions: [], findings: [] });
  });

  test("FAB-PLAN-001: the approved proposal compiles without a model, to the same graph each time", async () => {
    const { proposal } = await propose([good]);
    const sources = [{ file: "spec.md", text: requirements.map(({ id, text }) => `- **${id}**: ${text}`).join("\n") }];
    const draft = draftArtifact(readSpecs(sources), sources);
    const { groupings: proposed, dependencies } = proposal;
    const artifact = { ...draft, groupings: proposed, dependencies };
    const graph = compileArtifact(artifact);
    expect(graph.tasks.map(({ scope }) => scope.owned.filter((path) => !isTestFile(path)))).toEqual([
      ["src/parse.ts"],
      ["src/print.ts"],
      ["src/words/list.ts"],
    ]);
    expect(compileArtifact({ ...artifact, groupings: proposed.toReversed() }).tasks).toEqual(graph.tasks);
    expect(mergeGroupings(proposed)).toHaveLength(3);
  });
});

describe("FAB-PLAN-010: a proposal is checked", () => {
  test.each([
    { lie: "a forgotten requirement", answer: { groupings: [printer] }, problem: "REQ-1 is in no grouping" },
    {
      lie: "a requirement twice",
      answer: { groupings: [parser, { ...printer, requirement_ids: ["REQ-2", "REQ-1"], needs: [] }] },
      problem: "REQ-1 is in 2 groupings: it may be in 1",
    },
    {
      lie: "an unknown requirement",
      answer: withParser({ requirement_ids: ["REQ-1", "REQ-3", "REQ-9"] }),
      problem: "groupings[0]: there is no requirement REQ-9",
    },
    {
      lie: "one that has its files",
      answer: withParser({ requirement_ids: ["REQ-1", "REQ-3", "REQ-4"] }),
      problem: "groupings[0]: REQ-4 has its files already",
    },
    {
      lie: "an unknown need",
      answer: withParser({ needs: ["REQ-8"] }),
      problem: "groupings[0]: it needs REQ-8, and there is no such requirement",
    },
    {
      lie: "no file",
      answer: withParser({ owned: [], shared: [] }),
      problem: "groupings[0]: it names no file that it changes",
    },
    {
      lie: "the whole repository",
      answer: withParser({ owned: ["**"] }),
      problem: 'groupings[0]: "**" takes the whole repository: name the files',
    },
    {
      lie: "it in other words",
      answer: withParser({ shared: ["{src,**}/*"] }),
      problem: 'groupings[0]: "{src,**}/*" takes the whole repository: name the files',
    },
    {
      lie: "a path outside",
      answer: withParser({ owned: ["../other/a.ts"] }),
      problem: 'groupings[0]: the glob "../other/a.ts" leaves the repository',
    },
    {
      lie: "a broken glob",
      answer: withParser({ read_only: ["src/{a"] }),
      problem: 'groupings[0]: the glob "src/{a" cannot be read',
    },
    {
      lie: "fabrikk's own files",
      answer: withParser({ owned: [".fabrikk/standards/a.md"] }),
      problem: 'groupings[0]: no task may change ".fabrikk/standards/a.md"',
    },
    {
      lie: "git's files",
      answer: withParser({ shared: [".git/config"] }),
      problem: 'groupings[0]: no task may change ".git/config"',
    },
    {
      lie: "a folder",
      answer: withParser({ owned: ["src/words"] }),
      problem: 'groupings[0]: "src/words" is a folder: name its files, or write "src/words/**"',
    },
    {
      lie: "the spec itself",
      answer: withParser({ shared: ["*.md"] }),
      problem: 'groupings[0]: "*.md" takes spec.md, a document of the spec: no task changes it',
    },
    {
      lie: "a path both ways",
      answer: withParser({ read_only: ["src/parse.*"] }),
      problem: 'groupings[0]: it may change "src/parse.ts" and only read it',
    },
    { lie: "a check", answer: withParser({ checks: ["true"] }), problem: 'groupings[0]: Unrecognized key: "checks"' },
    { lie: "a class", answer: withParser({ class: "docs" }), problem: 'groupings[0]: Unrecognized key: "class"' },
    { lie: "no reason", answer: withParser({ reason: " " }), problem: "groupings[0].reason: " },
    {
      lie: "a cycle",
      answer: withParser({ needs: ["REQ-2"] }),
      problem: "requirements depend on each other: REQ-1 -> REQ-2 -> REQ-1",
    },
    { lie: "no JSON", answer: "done", problem: "the answer is not JSON" },
    { lie: "nothing", answer: null, problem: "the session left no answer that can be read" },
  ])("$lie", async ({ answer, problem }) => {
    const problems = await problemsOf(answer);
    expect(problems.filter((each) => each.startsWith(problem))).toHaveLength(1);
  });

  test("a cycle that only the groupings make is found", async () => {
    const dependencies = [
      { from: "REQ-1", to: "REQ-2", pinned: true },
      { from: "REQ-2", to: "REQ-3", pinned: true },
    ];
    const problems = await problemsOf({ groupings: [parser, { ...printer, needs: [] }] }, { dependencies });
    expect(problems).toEqual([expect.stringMatching(/^tasks depend on each other: .*REQ-1, REQ-3.*REQ-2/)]);
  });

  test("a fault of the spec itself is not held against the planner", async () => {
    const dependencies = [{ from: "REQ-4", to: "REQ-4", pinned: true }];
    expect(await problemsOf(good, { dependencies })).toEqual([]);
  });

  test("wrong goes back with the exact faults, and can be mended", async () => {
    const { proposal, questions } = await propose([{ groupings: [printer] }, null, good]);
    expect(questions[1]?.prompt).toContain("REQ-1 is in no grouping\nREQ-3 is in no grouping");
    expect(questions[2]?.prompt).toContain("the session left no answer that can be read");
    expect(proposal.findings).toEqual([]);
  });

  test("a planner that never mends stops nothing: the groupings come back as they were, with a finding", async () => {
    const { proposal, questions } = await propose([{ groupings: [printer] }, "{", { groupings: [parser] }, good]);
    expect(questions).toHaveLength(3);
    expect(proposal).toEqual({
      groupings,
      dependencies: [],
      assumptions: [],
      findings: [
        {
          code: "FABRIKK_INTAKE_PLANNER_FAILED",
          message: "the planner proposed nothing that can be used: REQ-2 is in no grouping",
          source: null,
        },
      ],
    });
  });

  test("more requirements than an agent can be given: nobody is asked", async () => {
    const many = Array.from({ length: 500 }, (_, index) => requirement(`R${index}`, "word ".repeat(180), index + 1));
    const { proposal, questions } = await propose([], {
      requirements: many,
      groupings: many.map(({ id }) => grouping(id)),
    });
    expect(questions).toEqual([]);
    expect(proposal.groupings).toHaveLength(500);
    expect(proposal.findings).toMatchObject([
      { message: /^the planner was not asked: it is given at most 400000 characters/ },
    ]);
  });
});
