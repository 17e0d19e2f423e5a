import { describe, expect, test } from "vitest";

import { readSpecs, type GroupReading } from "../../src/formats/read-specs.ts";
import { compileArtifact } from "../../src/graph/compile-artifact.ts";
import { draftArtifact } from "../../src/spec/draft-artifact.ts";
import { mergeGroupings } from "../../src/spec/merge-groupings.ts";
import type { SourceText } from "../../src/spec/spec-reading.ts";
import { changed, fixtureSources, linesWithoutNote } from "./fixture-sources.ts";

const sources = fixtureSources("spec-kit");
const folder = "specs/007-parcel-lockers";

function read(documents: readonly SourceText[] = sources): GroupReading {
  const [reading, ...others] = readSpecs(documents);
  if (reading === undefined || others.length > 0) throw new Error("one feature is expected");
  return reading;
}

function idsServedWith(reading: GroupReading, id: string): readonly string[] {
  return reading.groupings.find(({ requirement_ids }) => requirement_ids[0] === id)?.requirement_ids ?? [];
}

describe("a spec-kit feature folder", () => {
  const reading = read();

  test("FAB-INT-008: is one reading, its constitution included, without a problem", () => {
    expect(reading).toMatchObject({ format: "spec-kit", title: "Parcel lockers", problems: [] });
    expect(reading.files).toEqual([
      ...[
        "checklists/requirements.md",
        "contracts/lockers.yaml",
        "data-model.md",
        "plan.md",
        "spec.md",
        "tasks.md",
      ].map((name) => `${folder}/${name}`),
      "memory/constitution.md",
    ]);
  });

  test("FAB-INT-008: stories, requirements, criteria and task lines keep the author's ids, with exact lines", () => {
    const found = reading.requirements.map(({ id, kind, source }) => [id, kind, source.file, ...source.lines]);
    expect(found).toEqual([
      ["US1", "story", `${folder}/spec.md`, 16, 25],
      ["US2", "story", `${folder}/spec.md`, 29, 35],
      [expect.stringMatching(/^R-/), "criterion", `${folder}/spec.md`, 40, 40],
      ["FR-001", "identified", `${folder}/spec.md`, 46, 46],
      ["FR-002", "identified", `${folder}/spec.md`, 47, 47],
      ["FR-003", "identified", `${folder}/spec.md`, 48, 48],
      [expect.stringMatching(/^R-/), "normative", `${folder}/spec.md`, 50, 50],
      ["SC-001", "identified", `${folder}/spec.md`, 58, 58],
      ...[15, 16, 20, 21, 22, 28].map((line, index) => [`T00${index + 1}`, "work", `${folder}/tasks.md`, line, line]),
      ["T007", "work", `${folder}/tasks.md`, 29, 30],
      ["T008", "work", `${folder}/tasks.md`, 31, 31],
      ["T009", "work", `${folder}/tasks.md`, 35, 35],
      ["T010", "work", `${folder}/tasks.md`, 36, 36],
    ]);
    expect(reading.requirements.find(({ id }) => id === "T007")?.text).toBe(
      "Open the door in src/locker.ts, for FR-001 (depends on T003, T005)\n- Keep the code out of the log",
    );
  });

  test("FAB-INT-008: the scenarios of a story are part of it, and P1 goes before P2", () => {
    const [first, second] = reading.requirements;
    expect(first?.text).toContain("**Given** a wrong code, **When** it is typed, **Then** the door stays shut");
    expect([first?.priority, second?.priority]).toEqual(["must", "should"]);
    expect(reading.requirements.find(({ id }) => id === "T008")?.priority).toBe("should");
  });

  test("FAB-INT-008: a task line owns the paths it names, and serves the story and the requirements it names", () => {
    const owned = Object.fromEntries(reading.groupings.map((each) => [each.requirement_ids[0], each.scope.owned]));
    expect(owned).toMatchObject({
      T002: ["package.json"],
      T003: ["src/store.ts"],
      T005: ["src/locker.ts"],
      T006: ["tests/contract/open.test.ts"],
      T009: [],
      T010: ["docs/lockers.md"],
    });
    expect(idsServedWith(reading, "T006")).toEqual(["T006", "US1"]);
    expect(idsServedWith(reading, "T007")).toEqual(["T007", "US1", "FR-001"]);
    const classes = Object.fromEntries(reading.groupings.map((each) => [each.requirement_ids[0], each.class]));
    expect(classes).toMatchObject({ T002: "config", T003: "feature", T009: "chore", T010: "docs" });
  });

  test("FAB-PLAN-003: what no open line names is confirmed after all work; a checked line is put off as done", () => {
    expect(idsServedWith(reading, "FR-002")).toEqual(["FR-002", "FR-003", expect.stringMatching(/^R-/)]);
    const confirming = reading.groupings.filter(({ title }) => title.startsWith("Confirm "));
    expect(confirming.map((each) => each.class)).toEqual(["chore", "chore", "chore"]);
    expect(reading.dependencies).toContainEqual({ from: "FR-002", to: "T010", pinned: true });
    expect(reading.deferred).toEqual([
      { requirement_id: "T001", reason: `it is checked off at ${folder}/tasks.md:15` },
    ]);
    expect(reading.assumptions).toEqual([
      "Every locker has a network.",
      "edge cases that only ask state no requirement: 1",
      "work that is marked as done: 1 of 10; no task is made for it",
      expect.stringContaining("FR-002, FR-003"),
    ]);
  });

  test("FAB-PLAN-007: phases are pinned; within a phase the order of lines without [P] is only implied", () => {
    const order = reading.dependencies.filter(({ from, to }) => from.startsWith("T") && to.startsWith("T"));
    const pinned = order.filter((each) => each.pinned).map(({ from, to }) => `${from} ${to}`);
    const implied = order.filter((each) => !each.pinned).map(({ from, to }) => `${from} ${to}`);
    expect(pinned).toHaveLength(3 * 1 + 3 * 3 + 2 * 3);
    expect(pinned).toEqual(expect.arrayContaining(["T003 T002", "T007 T003", "T007 T005", "T010 T006"]));
    expect(implied.toSorted()).toEqual(["T005 T003", "T005 T004", "T007 T006", "T008 T007"]);
  });

  test("FAB-INT-004: answered and open questions, and rules that every task is told", () => {
    expect(reading.clarifications).toEqual([
      { question: "FR-003: by mail or by text message?", answer: null },
      { question: "How long does a parcel stay in its locker?", answer: "Three days, then it goes back." },
      { question: "May two people share a code?", answer: "No." },
    ]);
    expect(reading.boundaries.always.map(({ text }) => text)).toEqual([
      "answers within 200 ms, works offline for an hour",
      "Every change MUST come with a test.",
    ]);
  });

  test("FAB-INT-003: every line has a note, and every sentence that went nowhere is named", () => {
    expect(linesWithoutNote(sources, reading)).toEqual([]);
    expect(reading.sentences.filter(({ isClaimed }) => !isClaimed)).toEqual([
      {
        source: { file: `${folder}/plan.md`, lines: [11, 11] },
        text: "The door controller MUST be replaceable.",
        isClaimed: false,
      },
    ]);
    expect(reading.sentences).toHaveLength(19);
  });

  test("FAB-PLAN-001: compiles, and so it does when groupings with the same files are merged", () => {
    const made = draftArtifact([reading], sources);
    const graph = compileArtifact(made);
    expect(graph.tasks).toHaveLength(12);
    expect(graph.waves.at(-1)).toEqual(expect.arrayContaining(["sc-001"]));
    const merged = mergeGroupings(reading.groupings, reading.dependencies);
    expect(compileArtifact({ ...made, groupings: merged }).tasks.map(({ id }) => id)).toContain("t008");
  });
});

describe("a spec-kit feature with faults", () => {
  test("FAB-INT-007: every broken name and every id that stands twice is told at once, with its line", () => {
    const broken = changed(
      changed(changed(sources, "tasks.md", ["[US2] Extend", "[US9] Extend"]), "tasks.md", [
        "(depends on T003, T005)",
        "(depends on T003, T077)",
      ]),
      "tasks.md",
      ["T004 [P] Define doors", "T003 [P] Define doors"],
    );
    const problems = read(broken).problems.map(({ code, file, line }) => `${file}:${line} ${code}`);
    expect(problems).toEqual([
      `${folder}/tasks.md:21 FABRIKK_COMPILER_ID_DUPLICATE`,
      `${folder}/tasks.md:29 FABRIKK_COMPILER_LINK_UNKNOWN`,
      `${folder}/tasks.md:31 FABRIKK_COMPILER_LINK_UNKNOWN`,
    ]);
  });

  test("FAB-INT-007: a `Files:` line that leaves the repository is told; one that only says something is text", () => {
    const lines = "- Keep the code out of the log\n  - File: same as T005\n  - Files: ../other/a.ts";
    const reading = read(changed(sources, "tasks.md", ["- Keep the code out of the log", lines]));
    expect(reading.problems).toMatchObject([{ code: "FABRIKK_COMPILER_GLOB_ESCAPES", line: 32 }]);
    expect(reading.requirements.find(({ id }) => id === "T007")?.text).toContain("File: same as T005");
  });

  test("FAB-PLAN-006: an order that is only implied gives way to what the author wrote", () => {
    const turned = changed(sources, "tasks.md", ["T003 Define the store", "T003 Define (depends on T005) the store"]);
    const { dependencies, problems } = read(turned);
    expect(problems).toEqual([]);
    expect(dependencies).toContainEqual({ from: "T003", to: "T005", pinned: true });
    expect(dependencies).not.toContainEqual({ from: "T005", to: "T003", pinned: false });
    expect(() => compileArtifact(draftArtifact([read(turned)], turned))).not.toThrow();
  });
});

describe("parts of a spec-kit feature", () => {
  test("FAB-INT-008: tasks alone are read; the stories they name are then not known, and no problem", () => {
    const reading = read(sources.filter(({ file }) => file.endsWith("tasks.md")));
    expect(reading).toMatchObject({ format: "spec-kit", problems: [] });
    expect(idsServedWith(reading, "T006")).toEqual(["T006"]);
  });

  test("FAB-INT-008: a spec alone has a task for each requirement, and success is confirmed last", () => {
    const reading = read(sources.filter(({ file }) => file.endsWith("spec.md")));
    expect(reading.groupings.map((each) => [each.requirement_ids[0], each.class])).toEqual([
      ["US1", "feature"],
      ["US2", "feature"],
      ["FR-001", "feature"],
      ["FR-002", "feature"],
      ["FR-003", "feature"],
      [expect.stringMatching(/^R-/), "feature"],
      [expect.stringMatching(/^R-/), "feature"],
      ["SC-001", "chore"],
    ]);
  });

  test("FAB-INT-002: a story keeps the id that its author gave it, and a task still finds it by its number", () => {
    const reading = read([
      {
        file: "x/spec.md",
        text: "# Feature Specification: X\n\n### US-02: Collect (Priority: P3)\n\nA person waits.\n",
      },
      { file: "x/tasks.md", text: "# Tasks\n\n- [ ] T001 [US2] Do it\n" },
    ]);
    expect(idsServedWith(reading, "T001")).toEqual(["T001", "US-02"]);
  });

  test("FAB-INT-002: an older spec has one primary story with its scenarios; tasks may be headings", () => {
    const spec = [
      "# Feature Specification: Old",
      "## User Scenarios",
      "### Primary User Story",
      "A person waits.",
      "### Acceptance Scenarios",
      "1. **Given** a queue, **When** it moves, **Then** so does the person",
      "## Requirements",
      "- **FR-001**: System MUST keep the order",
    ].join("\n\n");
    const tasks =
      "# Tasks\n\n## Phase 3.1: Setup\n\n### T001: Make a queue\n**File**: `src/queue.ts`\n\n### T002: [P] Use it\n";
    const reading = read([
      { file: "old/spec.md", text: spec },
      { file: "old/tasks.md", text: tasks },
    ]);
    expect(reading.requirements.map(({ id, source }) => [id, ...source.lines])).toEqual([
      ["US1", 5, 11],
      ["FR-001", 15, 15],
      ["T001", 5, 6],
      ["T002", 8, 8],
    ]);
    expect(reading.groupings.find(({ requirement_ids: [id] }) => id === "T001")?.scope.owned).toEqual(["src/queue.ts"]);
  });
});

describe("documents that only have such names", () => {
  test.each([
    ["docs/spec.md", "# Product\n\n- **A-1**: The door MUST open.\n"],
    ["docs/spec.md", "# How to\n\n```markdown\n# Feature Specification: X\n### User Story 1 - Y (Priority: P1)\n```\n"],
    ["tasks.md", "# Tasks\n\n- [ ] Open the door\n"],
    ["plan.md", "# Implementation Plan: Doors\n\nIt MUST work.\n"],
  ])("FAB-INT-008: %s with nothing of spec-kit in it stays Markdown", (file, text) => {
    expect(readSpecs([{ file, text }]).map(({ format }) => format)).toEqual(["markdown"]);
  });

  test("FAB-INT-008: beside a feature that stands in no folder, other documents are not taken", () => {
    const readings = readSpecs([
      { file: "spec.md", text: "# Feature Specification: X\n\n- **FR-001**: System MUST work\n" },
      { file: "docs/notes.md", text: "- **N-1**: Notes MUST be read.\n" },
    ]);
    expect(readings.map(({ format, files }) => [format, ...files])).toEqual([
      ["spec-kit", "spec.md"],
      ["markdown", "docs/notes.md"],
    ]);
  });
});
