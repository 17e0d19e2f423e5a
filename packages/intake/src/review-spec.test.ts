import { Config, type RunArtifact } from "@fabrikk/state";
import { expect, test } from "vitest";

import { buildArtifact } from "./build-artifact.ts";
import { reviewSpec } from "./review-spec.ts";

const gate = [{ name: "test", command: "npm test" }];
const made = (text: string, commands = gate): RunArtifact =>
  buildArtifact({
    sources: [{ file: "a.md", bytes: new TextEncoder().encode(text) }],
    config: Config.parse({}),
    gate: commands,
  });

const open = (artifact: RunArtifact): readonly string[] =>
  reviewSpec(artifact)
    .conditions.filter(({ value }) => value !== "pass")
    .map(({ value, code }) => `${value} ${code}`);

const sound = made("- **A-1**: x\n- **A-2**: y\n  Depends on: A-1\n");

test("a sound artifact passes, one condition a rule", () => {
  expect(reviewSpec(sound)).toMatchObject({ value: "pass" });
  expect(reviewSpec(sound).conditions).toHaveLength(7);
});

test("a requirement without check or gate cannot be tested", () => {
  expect(open(made("- **A-1**: x\n- **A-2**: y\n  Check: npm test\n", []))).toEqual([
    "fail FABRIKK_INTAKE_REQUIREMENT_UNTESTABLE",
  ]);
});

test("open clarifications are unknown, answered ones are not", () => {
  const asking = made("- **A-1**: x [NEEDS CLARIFICATION: what?]\n");
  expect(reviewSpec(asking).value).toBe("unknown");
  expect(open({ ...asking, clarifications: [{ question: "what?", answer: "that" }] })).toEqual([]);
});

test("placeholders are a warning, outside of code", () => {
  expect(open(made("- **A-1**: TBD\n- **A-2**: handles `TODO`\n"))).toEqual([
    "warn FABRIKK_INTAKE_REQUIREMENT_UNFINISHED",
  ]);
});

test("FAB-INT-003: normative sentences in no requirement are one warning; those left out with a reason are none", () => {
  const quoted = made("- **A-1**: x\n\n> It MUST be quoted.\n");
  expect(open(quoted)).toEqual(["warn FABRIKK_INTAKE_SENTENCE_UNCLAIMED"]);
  const unclaimed = quoted.coverage.unclaimed.map((each) => ({ ...each, reason: "a quotation" }));
  expect(open({ ...quoted, coverage: { ...quoted.coverage, unclaimed } })).toEqual([]);
});

test("repeated ids, sources that are not there, unknown dependencies fail", () => {
  const [first] = sound.requirements;
  if (first === undefined) throw new Error("the artifact has requirements");
  const wrong = { ...first, source: { file: "other.md", lines: [3, 2] as [number, number] } };
  expect(
    open({
      ...sound,
      requirements: [...sound.requirements, wrong],
      dependencies: [{ from: "A-1", to: "A-9", pinned: true }],
    }),
  ).toEqual([
    "fail FABRIKK_INTAKE_ID_DUPLICATE",
    "fail FABRIKK_INTAKE_SOURCE_WRONG",
    "fail FABRIKK_INTAKE_DEPENDENCY_UNKNOWN",
  ]);
});
