import { RunArtifact, UnclaimedSentence, type FabrikkError } from "@fabrikk/state";
import { describe, expect, test } from "vitest";

import { gateway, gatewaySentences, honest, requirement } from "../../test/prose-sample.ts";
import { scriptedAsker } from "../../test/scripted-asker.ts";
import type { AnswerRound } from "../asking/ask-in-rounds.ts";
import { normalizeProse } from "./normalize-prose.ts";

const signal = new AbortController().signal;

/** Normalizes the sample with an agent that gives these answers. */
async function normalize(...answers: readonly unknown[]) {
  const { ask, questions } = scriptedAsker(answers);
  const rounds: AnswerRound[] = [];
  const onRound = (round: AnswerRound): void => void rounds.push(round);
  const outcome = await normalizeProse({
    documents: [gateway],
    sentences: gatewaySentences,
    ask,
    signal,
    onRound,
  }).catch((error: unknown) => ({ error }));
  return { outcome, questions, rounds };
}

/** The problems of an answer that is given once, before an honest one. */
async function problemsOf(answer: unknown): Promise<readonly string[]> {
  const { rounds } = await normalize(answer, honest);
  return rounds[0]?.problems ?? [];
}

function without(index: number) {
  return { requirements: honest.requirements.filter((_, at) => at !== index) };
}

function withInstead(index: number, other: unknown) {
  return { requirements: honest.requirements.map((each, at) => (at === index ? other : each)) };
}

describe("FAB-INT-003: prose is normalized by an agent", () => {
  test("its requirements cite their lines, and claim every normative sentence", async () => {
    const { outcome, questions } = await normalize(honest);
    expect(questions).toHaveLength(1);
    expect(outcome).toMatchObject({
      leftOut: [],
      reading: {
        requirements: honest.requirements.map(({ text, file, lines, priority }) => ({
          id: expect.stringMatching(/^R-[0-9a-f]{10}$/),
          kind: "prose",
          text,
          priority,
          source: { file, lines },
        })),
        sentences: gatewaySentences.map((each) => ({ ...each, isClaimed: true })),
        problems: [],
      },
    });
  });

  test("requirements and groupings are such as a run artifact holds", async () => {
    const { outcome } = await normalize(honest);
    const { requirements, groupings } = RunArtifact.pick({ requirements: true, groupings: true })
      .loose()
      .parse("reading" in outcome ? outcome.reading : null);
    expect(groupings.map(({ requirement_ids: ids }) => ids)).toEqual(requirements.map(({ id }) => [id]));
    expect(groupings.every(({ scope }) => scope.owned.length === 0)).toBe(true);
    expect(requirements[3]?.risk).toBe("high");
  });

  test("requirements stand in the order of the document, whatever the order of the answer", async () => {
    const { outcome } = await normalize({ requirements: honest.requirements.toReversed() });
    expect(outcome).toMatchObject({ reading: { requirements: honest.requirements.map(({ text }) => ({ text })) } });
  });

  test("a sentence can be left out with a reason, which a person sees", async () => {
    const entry = {
      file: gateway.file,
      lines: [7, 7],
      sentence: "passwords must not appear in the log",
      reason: "It is\nout of scope.",
    };
    const { outcome } = await normalize({ ...without(3), left_out: [entry] });
    const left = {
      source: gatewaySentences[2]?.source,
      text: gatewaySentences[2]?.text,
      reason: "It is out of scope.",
    };
    expect(outcome).toMatchObject({
      leftOut: [left],
      reading: { sentences: [{}, {}, { isClaimed: false }, { isClaimed: true }] },
    });
    expect(UnclaimedSentence.safeParse("leftOut" in outcome ? outcome.leftOut[0] : null).success).toBe(true);
  });

  test("what it assumes and asks is told as the agent's", async () => {
    const { outcome } = await normalize({
      ...honest,
      assumptions: ["The queue is empty."],
      questions: ["How long is a day?"],
    });
    expect(outcome).toMatchObject({
      reading: {
        assumptions: ["the normalizer assumes: The queue is empty."],
        clarifications: [{ question: "How long is a day?", answer: null }],
      },
    });
  });

  test("one fenced block around the JSON is taken away", async () => {
    expect((await normalize(`\n\`\`\`json\n${JSON.stringify(honest)}\n\`\`\`\n`)).outcome).toHaveProperty("reading");
  });
});

describe("FAB-INT-003: what fails the check goes back with the exact sentences", () => {
  test("a dropped sentence is named with its place and words, and mended in the second round", async () => {
    const { outcome, questions, rounds } = await normalize(without(1), honest);
    const problem =
      'docs/gateway.md:4: this sentence is in no requirement that cites all of its lines: "It must retry a failed delivery at most 3 times."';
    expect(rounds).toEqual([
      { role: "normalizer", round: 1, problems: [problem] },
      { role: "normalizer", round: 2, problems: [] },
    ]);
    expect(questions[1]?.prompt).toContain(problem);
    expect(questions[1]?.prompt).toContain("Passwords must not appear in the log.");
    expect(outcome).toHaveProperty("reading");
  });

  test.each([
    {
      lie: "an invented requirement",
      answer: {
        requirements: [...honest.requirements, requirement("Every user has an avatar picture.", [3, 3], "must")],
      },
      problem: "requirements[5]: fewer than half of its words are in docs/gateway.md:3, which it cites",
    },
    {
      lie: "an invented number",
      answer: withInstead(1, requirement("The gateway must retry a failed delivery at most 30 times.", [4, 4], "must")),
      problem: "requirements[1]: docs/gateway.md:4, which it cites, does not hold 30",
    },
    {
      lie: "a lost number",
      answer: withInstead(1, requirement("The gateway must retry a failed delivery some times.", [4, 4], "must")),
      problem: "docs/gateway.md:4: the requirements that cite this sentence do not hold 3",
    },
    {
      lie: "a lost not",
      answer: withInstead(3, requirement("Passwords must appear in the log.", [7, 7], "must")),
      problem: 'docs/gateway.md:7: the requirements that cite this sentence lost its "not"',
    },
    {
      lie: "an invented not",
      answer: withInstead(0, requirement("The gateway never takes messages from a queue.", [3, 3], "must")),
      problem: 'requirements[0]: it says "not" or the like, and docs/gateway.md:3, which it cites, does not',
    },
    {
      lie: "a must that became a may",
      answer: withInstead(1, requirement("The gateway retries a failed delivery at most 3 times.", [4, 4], "may")),
      problem: 'docs/gateway.md:4: the requirements that cite this sentence are weaker than "must"',
    },
    {
      lie: "half a sentence of the same paragraph",
      answer: withInstead(3, requirement("The log is there.", [6, 7], "must")),
      problem: "docs/gateway.md:7: the requirements that cite this sentence hold fewer than two in five of its words",
    },
    {
      lie: "wrong lines",
      answer: withInstead(1, { ...honest.requirements[1], lines: [3, 3] }),
      problem: "docs/gateway.md:4: this sentence is in no requirement that cites all of its lines",
    },
    {
      lie: "only the first line of a sentence",
      answer: withInstead(2, { ...honest.requirements[2], lines: [6, 6] }),
      problem: "docs/gateway.md:6-7: this sentence is in no requirement that cites all of its lines",
    },
    {
      lie: "lines that do not exist",
      answer: withInstead(1, { ...honest.requirements[1], lines: [4, 40] }),
      problem: "requirements[1]: docs/gateway.md has 9 lines, and no line 40",
    },
    {
      lie: "a blank line",
      answer: withInstead(0, { ...honest.requirements[0], lines: [8, 8] }),
      problem: "requirements[0]: docs/gateway.md:8 is blank",
    },
    {
      lie: "lines backwards",
      answer: withInstead(0, { ...honest.requirements[0], lines: [4, 3] }),
      problem: "requirements[0]: the lines 4 to 3 of docs/gateway.md run backwards",
    },
    {
      lie: "another document",
      answer: withInstead(0, { ...honest.requirements[0], file: "/etc/passwd" }),
      problem: 'requirements[0]: there is no document "/etc/passwd"',
    },
    {
      lie: "the same twice",
      answer: {
        requirements: [
          ...honest.requirements,
          { ...honest.requirements[3], text: "the log MUST NOT hold *passwords*" },
        ],
      },
      problem: "requirements[5]: it says the same as requirements[3]",
    },
    {
      lie: "a requirement that demands nothing",
      answer: { requirements: [...honest.requirements, requirement("It must be so.", [3, 3], "must")] },
      problem: "requirements[5]: it demands nothing",
    },
    {
      lie: "a quote that is no sentence of the source",
      answer: {
        ...without(3),
        left_out: [{ file: gateway.file, lines: [7, 7], sentence: "Logs are nice.", reason: "-" }],
      },
      problem: 'left_out[0]: docs/gateway.md:7 does not hold the sentence "Logs are nice."',
    },
    { lie: "no requirement at all", answer: { requirements: [] }, problem: "there is no requirement" },
    { lie: "no JSON", answer: "Here you are: {}", problem: "the answer is not JSON" },
    { lie: "another shape", answer: { requirements: [{ text: "" }] }, problem: "requirements[0].text: " },
    {
      lie: "a command to run",
      answer: { requirements: honest.requirements.map((each) => ({ ...each, checks: ["rm -rf /"] })) },
      problem: 'requirements[0]: Unrecognized key: "checks"',
    },
    { lie: "nothing", answer: null, problem: "the session left no answer that can be read" },
  ])("$lie", async ({ answer, problem }) => {
    const problems = await problemsOf(answer);
    expect(problems.filter((each) => each.startsWith(problem))).toHaveLength(1);
  });

  test("what demands without capitals is not forgotten either, where the compiler counts no sentence", async () => {
    const { ask } = scriptedAsker([without(1), honest]);
    const rounds: AnswerRound[] = [];
    const onRound = (round: AnswerRound): void => void rounds.push(round);
    const { reading } = await normalizeProse({ documents: [gateway], sentences: [], ask, signal, onRound });
    expect(rounds[0]?.problems).toEqual([
      expect.stringMatching(/^docs\/gateway\.md:4: this sentence is in no requirement/),
    ]);
    expect(reading.sentences).toEqual(gatewaySentences.map((each) => ({ ...each, isClaimed: true })));
  });

  test("everything that is wrong is told at once", async () => {
    const problems = await problemsOf({ requirements: [requirement("Cats purr loudly.", [3, 3], "may")] });
    expect(problems).toHaveLength(5);
  });

  test("what quotes no normative sentence is no problem: there was nothing to leave out", async () => {
    const aside = {
      file: gateway.file,
      lines: [6, 6],
      sentence: "Operators have asked for two things.",
      reason: "History.",
    };
    expect(await problemsOf({ ...honest, left_out: [aside] })).toEqual([]);
  });
});

describe("FAB-INT-003: an agent that never mends is refused", () => {
  test("after three rounds, with all that is still wrong", async () => {
    const { outcome, questions } = await normalize(
      without(1),
      null,
      { requirements: honest.requirements.slice(0, 3) },
      honest,
    );
    expect(questions).toHaveLength(3);
    const sentences = gatewaySentences
      .slice(2)
      .map(({ source: { file, lines }, text }) => `${file}:${lines[0]} ${JSON.stringify(text)}`);
    const { error } = outcome as { error: FabrikkError };
    expect(error).toMatchObject({ code: "FABRIKK_INTAKE_NORMALIZER_FAILED", details: { files: [gateway.file] } });
    const problems = error.details["problems"] as readonly string[];
    expect(problems.map((each) => each.replace(/^(\S+:\d+): .*: (".*")$/, "$1 $2"))).toEqual(sentences);
    expect(error.message.split("\n").slice(1)).toEqual(problems);
  });

  test("stopping is no failure of the agent", async () => {
    const stop = new AbortController();
    const ask = () => (stop.abort(new Error("stopped")), Promise.resolve("{}"));
    const request = { documents: [gateway], sentences: gatewaySentences, ask, signal: stop.signal };
    await expect(normalizeProse(request)).rejects.toThrow("stopped");
  });

  test("prose that no agent can be given at once is refused before anyone is asked", async () => {
    const { ask, questions } = scriptedAsker([honest]);
    const documents = [{ file: "large.md", text: "x".repeat(400_001) }];
    await expect(normalizeProse({ documents, sentences: [], ask, signal })).rejects.toMatchObject({
      code: "FABRIKK_INTAKE_PROSE_TOO_LARGE",
      details: { files: ["large.md"], characters: 400_001 },
    });
    expect(questions).toEqual([]);
  });
});
