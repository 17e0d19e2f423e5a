import { canonicalJson, Config, isFabrikkError, RunArtifact } from "@fabrikk/state";
import { expect, test } from "vitest";

import { buildArtifact, type ArtifactOptions } from "./build-artifact.ts";
import type { SourceFile } from "./decode-source.ts";

const config = Config.parse({});
const gate = [{ name: "test", command: "npm test" }];
const source = (file: string, text: string): SourceFile => ({ file, bytes: new TextEncoder().encode(text) });
const build = (sources: readonly SourceFile[], rest: Partial<ArtifactOptions> = {}): RunArtifact =>
  buildArtifact({ sources, config, gate, ...rest });

/** Code, message, and problems as "code file:line". */
function refusal(sources: readonly SourceFile[], rest: Partial<ArtifactOptions> = {}) {
  try {
    build(sources, rest);
  } catch (error) {
    if (!isFabrikkError(error)) throw error;
    const problems = error.details["problems"] as readonly { code: string; file: string; line: number }[];
    return {
      code: error.code,
      hint: error.hint,
      message: error.message,
      problems: problems.map(({ code, file, line }) => `${code} ${file}:${line}`),
    };
  }
  throw new Error("the spec was accepted");
}

test("FAB-INT-001 FAB-INT-004: several documents become one artifact that holds all it must", () => {
  const made = build(
    [
      source(
        "a.md",
        "# Geometry\n\n- **A-1**: It MUST delete data.\n  Files: src/a.ts\n  Check: node --test\n- **A-2**: It MAY wait [NEEDS CLARIFICATION: how long?]\n  Depends on: B-1\n",
      ),
      source("docs/b.md", "- **B-1**: b\n  Files: ./src/a.ts\n\n## Boundaries\n\n- Never: touch `.env`\n"),
    ],
    { config: Config.parse({ scope_mode: "hold", boundaries: { never: [{ text: "no", paths: ["x/**"] }] } }) },
  );
  expect(RunArtifact.parse(made)).toEqual(made);
  expect(made).toMatchObject({
    title: "Geometry",
    sources: [{ file: "a.md", bytes: 157 }, { file: "docs/b.md" }],
    assumptions: [
      "1 of 3 requirements name no files: their tasks may change any file, and run alone",
      "1 of 3 requirements name no check: the quality gate stands for it",
    ],
    clarifications: [{ question: "A-2: how long?", answer: null }],
    dependencies: [{ from: "A-2", to: "B-1", pinned: true }],
    risk_profile: { level: "high", reasons: ["high risk: A-1"] },
    scope_mode: "hold",
    boundaries: {
      always: [],
      ask_first: [],
      never: [
        { text: "no", paths: ["x/**"] },
        { text: "touch `.env`", paths: [".env"] },
      ],
    },
    quality_gate: gate,
  });
  expect(
    made.requirements.map(({ id, source: { file, lines }, kind, priority, risk }) => [
      id,
      file,
      lines,
      kind,
      priority,
      risk,
    ]),
  ).toEqual([
    ["A-1", "a.md", [3, 5], "identified", "must", "high"],
    ["A-2", "a.md", [6, 7], "identified", "may", "low"],
    ["B-1", "docs/b.md", [1, 2], "identified", "must", "medium"],
  ]);
  expect(made.groupings.map(({ requirement_ids }) => requirement_ids)).toEqual([["A-1", "B-1"], ["A-2"]]);
});

test("FAB-INT-001: the same documents give the same bytes; a given title and the configuration's gate win", () => {
  const sources = [source("a.md", "It MUST be.\n")];
  expect(canonicalJson(build(sources))).toBe(canonicalJson(build(sources)));
  const own = Config.parse({ quality_gate: [{ name: "own", command: "make" }] });
  expect(build(sources, { title: "Mine", config: own })).toMatchObject({
    title: "Mine",
    quality_gate: own.quality_gate,
  });
  expect(build(sources).title).toBe("a");
});

test("FAB-INT-002: one sentence in two documents makes two requirements, each with its own id", () => {
  const [one, two] = build([
    source("a.md", "It MUST be.\n  Files: a.ts\n"),
    source("b.md", "It MUST be.\n\nIt MUST go.\n"),
  ]).requirements;
  expect(one?.id).not.toBe(two?.id);
  const alone = build([source("b.md", "It MUST go.\n")]).requirements[0]?.id;
  expect(
    build([source("a.md", "It MUST be.\n"), source("b.md", "It MUST be.\n\nIt MUST go.\n")]).requirements[2]?.id,
  ).toBe(alone);
});

test.each([
  ["an empty document", source("a.md", " \r\n\t"), "FABRIKK_INTAKE_SPEC_EMPTY a.md:1"],
  ["no bytes", source("a.md", ""), "FABRIKK_INTAKE_SPEC_EMPTY a.md:1"],
  ["a zero byte", source("a.md", "# T\n\nIt MUST\0"), "FABRIKK_INTAKE_SPEC_BINARY a.md:3"],
  [
    "invalid UTF-8",
    { file: "a.md", bytes: new Uint8Array([35, 10, 10, 255, 254, 65]) },
    "FABRIKK_INTAKE_SPEC_BINARY a.md:3",
  ],
  ["over 10 MB", { file: "a.md", bytes: new Uint8Array(11_000_000).fill(65) }, "FABRIKK_INTAKE_SPEC_TOO_LARGE a.md:1"],
  ["an id twice", source("a.md", "- **A-1**: x\n- **A-1**: y\n"), "FABRIKK_COMPILER_ID_DUPLICATE a.md:2"],
  ["no requirement", source("a.md", "# T\n\nProse.\n"), "FABRIKK_INTAKE_NO_REQUIREMENT a.md:1"],
  [
    "an unknown dependency",
    source("a.md", "\n- **A-1**: x\n  Depends on: A-7\n"),
    "FABRIKK_INTAKE_DEPENDENCY_UNKNOWN a.md:2",
  ],
  [
    "a broken dependency",
    source("a.md", "- **A-1**: x\n  - Depends on: Ä-1\n"),
    "FABRIKK_COMPILER_DEPENDENCY_INVALID a.md:2",
  ],
  [
    "a glob of git's own",
    source("a.md", "- **A-1**: x\n  Files: .git/config\n"),
    "FABRIKK_COMPILER_GLOB_RESERVED a.md:2",
  ],
  ["a broken id", source("a.md", "- **1.1**: x\n"), "FABRIKK_COMPILER_ID_INVALID a.md:1"],
  ["a glob that escapes", source("a.md", "- **A-1**: x\n  Files: ../x\n"), "FABRIKK_COMPILER_GLOB_ESCAPES a.md:2"],
])("FAB-INT-007: %s is one clear error with its own code, file and line", (_, bad, expected) => {
  const { code, hint, message, problems } = refusal([bad]);
  expect(hint).toMatch(/\.$/);
  expect(problems).toEqual([expected]);
  expect(`${code} ${/^\S+:\d+/.exec(message)?.[0]}`).toBe(expected);
});

test("FAB-INT-007: dependencies on ids of other documents are found in any case; an ambiguous one is named", () => {
  const needing = source("b.md", "- **B-1**: y\n  Depends on: a-1\n");
  expect(build([source("a.md", "- **A-1**: x\n"), needing]).dependencies).toEqual([
    { from: "B-1", to: "A-1", pinned: true },
  ]);
  const { message } = refusal([source("a.md", "- **Ab-1**: x\n- **AB-1**: y\n  Depends on: ab-1\n")]);
  expect(message).toBe("a.md:2: AB-1 depends on ab-1, and there is no such requirement: is it Ab-1 or AB-1?");
});

test("FAB-INT-007: contradicting and repeated ids across documents name both places", () => {
  const first = source("a.md", "\n- **A-1**: x\n");
  expect(refusal([first, source("b.md", "- **A-1**: y\n")])).toMatchObject({
    code: "FABRIKK_INTAKE_ID_CONTRADICTION",
    message: "b.md:1: the id A-1 means something else in a.md:2",
  });
  expect(refusal([first, source("b.md", "- **A-1**: x\n")])).toMatchObject({ code: "FABRIKK_INTAKE_ID_DUPLICATE" });
});

test("FAB-INT-007: all problems of all documents are one error, a line each", () => {
  const { code, message, problems } = refusal([
    source("a.md", "- **A-1**: x\n  Files: /x\n- **A-1**: y\n"),
    source("b.md", ""),
    source("c.md", "- **A-1**: z\n"),
  ]);
  expect(code).toBe("FABRIKK_INTAKE_SPEC_REFUSED");
  expect(problems).toEqual([
    "FABRIKK_INTAKE_SPEC_EMPTY b.md:1",
    "FABRIKK_COMPILER_GLOB_ESCAPES a.md:2",
    "FABRIKK_COMPILER_ID_DUPLICATE a.md:3",
    "FABRIKK_INTAKE_ID_CONTRADICTION c.md:1",
  ]);
  for (const place of ["b.md:1: ", "a.md:2: ", "a.md:3: ", "c.md:1: "]) expect(message).toContain(`\n${place}`);
});

test("FAB-INT-006: a boundary of the configuration that is no glob is refused", () => {
  const broken = Config.parse({ boundaries: { never: [{ text: "x", paths: ["../x"] }] } });
  expect(refusal([source("a.md", "It MUST.\n")], { config: broken }).code).toBe("FABRIKK_COMPILER_GLOB_ESCAPES");
});
