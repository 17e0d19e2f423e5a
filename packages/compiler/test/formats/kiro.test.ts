import { describe, expect, test } from "vitest";

import { readSpecs, type GroupReading } from "../../src/formats/read-specs.ts";
import { compileArtifact } from "../../src/graph/compile-artifact.ts";
import { draftArtifact } from "../../src/spec/draft-artifact.ts";
import type { SourceText } from "../../src/spec/spec-reading.ts";
import { changed, fixtureSources, linesWithoutNote } from "./fixture-sources.ts";

const sources = fixtureSources("kiro");
const folder = "specs/door-codes";

function read(documents: readonly SourceText[] = sources): GroupReading {
  const [reading, ...others] = readSpecs(documents);
  if (reading === undefined || others.length > 0) throw new Error("one spec is expected");
  return reading;
}

function workAt(reading: GroupReading, line: number): string {
  return reading.requirements.find(({ kind, source }) => kind === "work" && source.lines[0] === line)?.id ?? "";
}

function servedAt(reading: GroupReading, line: number): readonly string[] {
  const id = workAt(reading, line);
  return reading.groupings.find(({ requirement_ids }) => requirement_ids[0] === id)?.requirement_ids.slice(1) ?? [];
}

describe("a Kiro spec", () => {
  const reading = read();

  test("FAB-INT-008: is one reading, named after its folder, without a problem", () => {
    expect(reading).toMatchObject({ format: "kiro", title: "door-codes", problems: [] });
    expect(reading.files).toEqual(["design.md", "requirements.md", "tasks.md"].map((name) => `${folder}/${name}`));
  });

  test("FAB-INT-008: each acceptance criterion is a requirement with the number that tasks link to", () => {
    const file = `${folder}/requirements.md`;
    const stated = reading.requirements.filter(({ source }) => source.file === file);
    expect(stated.map(({ id, kind, source }) => [id, kind, ...source.lines])).toEqual([
      ["REQ-1.1", "criterion", 19, 19],
      ["REQ-1.2", "criterion", 20, 21],
      ["REQ-1.3", "criterion", 22, 22],
      ["REQ-2.1", "criterion", 30, 30],
      ["REQ-2.2", "criterion", 31, 31],
      ["REQ-3", "story", 33, 35],
      [expect.stringMatching(/^R-/), "normative", 39, 39],
    ]);
    expect(stated[1]?.text).toBe(
      "IF a code is wrong THEN the system SHALL keep the door shut\n- and count the attempt",
    );
  });

  test("FAB-INT-008: a task serves the criteria it links to, ranges and whole requirements included", () => {
    expect(servedAt(reading, 7)).toEqual(["REQ-1.1", "REQ-1.2"]);
    expect(servedAt(reading, 10)).toEqual(["REQ-1.2"]);
    expect(servedAt(reading, 12)).toEqual(["REQ-2.1", "REQ-2.2", "REQ-3"]);
    expect(servedAt(reading, 15)).toEqual([]);
    const scopes = reading.groupings.map(({ requirement_ids: [id], scope }) => [id, scope.owned]);
    expect(scopes).toContainEqual([workAt(reading, 7), ["src/codes.ts"]]);
  });

  test("FAB-INT-008: a task with sub-tasks is their title; optional ones are wanted least; done ones are put off", () => {
    const work = reading.requirements.filter(({ kind }) => kind === "work");
    expect(work.map(({ source, priority }) => [...source.lines, priority])).toEqual([
      [3, 4, "must"],
      [7, 9, "must"],
      [10, 11, "may"],
      [12, 14, "must"],
      [15, 16, "must"],
    ]);
    expect(work[1]?.text).toContain("Part of: Codes\n- Everything about codes");
    expect(reading.deferred).toEqual([
      { requirement_id: workAt(reading, 3), reason: `it is checked off at ${folder}/tasks.md:3` },
    ]);
  });

  test("FAB-PLAN-003: a criterion that no open task links to is confirmed after all work, and told", () => {
    const confirming = reading.groupings.filter(({ title }) => title.startsWith("Confirm"));
    expect(confirming.map(({ title, requirement_ids, class: sort }) => [title, requirement_ids, sort])).toEqual([
      ["Confirm Requirement 1", ["REQ-1.3"], "chore"],
      ["Confirm Non-functional", [expect.stringMatching(/^R-/)], "chore"],
    ]);
    expect(reading.assumptions).toEqual([
      "1 task is marked with * as optional: planned, and wanted least",
      "work that is marked as done: 1 of 5; no task is made for it",
      expect.stringContaining("REQ-1.3"),
    ]);
  });

  test("FAB-PLAN-007: the order of tasks is only implied; what `_Depends:_` names is pinned", () => {
    const order = reading.dependencies.filter(({ from }) =>
      reading.requirements.some(({ id, kind }) => id === from && kind === "work"),
    );
    const [codes, tests, end, check] = [7, 10, 12, 15].map((line) => workAt(reading, line));
    expect(order.toSorted((a, b) => Number(a.pinned) - Number(b.pinned))).toEqual([
      { from: tests, to: codes, pinned: false },
      { from: end, to: tests, pinned: false },
      { from: check, to: end, pinned: false },
      { from: end, to: codes, pinned: true },
    ]);
  });

  test("FAB-INT-003: every line has a note, and every sentence that went nowhere is named", () => {
    expect(linesWithoutNote(sources, reading)).toEqual([]);
    expect(reading.sentences.filter(({ isClaimed }) => !isClaimed).map(({ text }) => text)).toEqual([
      "Codes SHALL be random.",
    ]);
  });

  test("FAB-PLAN-001: compiles", () => {
    expect(compileArtifact(draftArtifact([reading], sources)).tasks).toHaveLength(6);
  });
});

describe("a Kiro spec with faults", () => {
  test("FAB-INT-007: links that lead nowhere, and numbers that stand twice, are told at once with their lines", () => {
    const broken = changed(
      changed(changed(sources, "tasks.md", ["_Requirements: 1.1, 1.2_", "_Requirements: 1.1, 1.9, 7_"]), "tasks.md", [
        "_Depends: 2.1_",
        "_Depends: 8.1_",
      ]),
      "requirements.md",
      ["### Requirement 2: Expiry", "### Requirement 1: Expiry"],
    );
    expect(read(broken).problems.map(({ code, file, line }) => `${file.slice(-8)}:${line} ${code}`)).toEqual([
      "ments.md:30 FABRIKK_COMPILER_ID_DUPLICATE",
      "ments.md:31 FABRIKK_COMPILER_ID_DUPLICATE",
      "tasks.md:9 FABRIKK_COMPILER_LINK_UNKNOWN",
      "tasks.md:9 FABRIKK_COMPILER_LINK_UNKNOWN",
      "tasks.md:13 FABRIKK_COMPILER_LINK_UNKNOWN",
      "tasks.md:13 FABRIKK_COMPILER_LINK_UNKNOWN",
      "tasks.md:14 FABRIKK_COMPILER_LINK_UNKNOWN",
    ]);
  });
});

describe("ways to write a Kiro spec", () => {
  const criteria = (text: string) => [{ file: ".kiro/specs/x/requirements.md", text }];
  const ids = (text: string) => read(criteria(text)).requirements.map(({ id }) => id);

  test("FAB-INT-008: numbers count on where each item is written as `1.`, and may stand as `1.2` before the words", () => {
    expect(ids("### Requirement 1\n\n#### Acceptance Criteria\n\n1. a SHALL b\n1. c SHALL d\n")).toEqual([
      "REQ-1.1",
      "REQ-1.2",
    ]);
    expect(ids("### Requirement 4\n\n#### Acceptance Criteria\n\n4.1 a SHALL b\n\n4.3 c SHALL d\n")).toEqual([
      "REQ-4.1",
      "REQ-4.3",
    ]);
  });

  test("FAB-INT-008: headings and link lines may be in another language", () => {
    const requirements = "### 需求 2：过期\n\n1. 系统 SHALL a\n2. 系统 SHALL b\n";
    const tasks = "- [ ] 1. a\n  - _需求：2.2_\n";
    const reading = read([...criteria(requirements), { file: ".kiro/specs/x/tasks.md", text: tasks }]);
    expect(reading.requirements.map(({ id }) => id).slice(0, 2)).toEqual(["REQ-2.1", "REQ-2.2"]);
    expect(servedAt(reading, 1)).toEqual(["REQ-2.2"]);
  });

  test("FAB-INT-008: without tasks the criteria of a requirement are one task", () => {
    const reading = read(sources.filter(({ file }) => file.endsWith("requirements.md")));
    expect(reading.groupings.map(({ requirement_ids }) => requirement_ids.length)).toEqual([1, 1, 3, 2]);
  });

  test("FAB-INT-008: tasks alone are read; what they link to is then not known, and no problem", () => {
    const reading = read(sources.filter(({ file }) => file.endsWith("tasks.md")));
    expect(reading).toMatchObject({ format: "kiro", problems: [] });
    expect(reading.assumptions[0]).toBe("there is no requirements.md: what the tasks link to is not known");
  });

  test("FAB-INT-008: sub-tasks may stand beside their task, and have its links where they have none", () => {
    const tasks =
      "- [ ] 1. Whole\n  - _Requirements: 1.1, 1.2_\n- [ ] 1.1 Part\n- [ ] 1.2 Part\n  - _Requirements: 1.1_\n";
    const reading = read([
      ...criteria("### Requirement 1\n\n1. a SHALL b\n2. c SHALL d\n"),
      { file: ".kiro/specs/x/tasks.md", text: tasks },
    ]);
    expect(servedAt(reading, 3)).toEqual(["REQ-1.1", "REQ-1.2"]);
    expect(servedAt(reading, 4)).toEqual(["REQ-1.1"]);
    expect(workAt(reading, 1)).toBe("");
  });
});

describe("documents that only have such names", () => {
  test.each([
    ["requirements.md", "# Requirements\n\n- **R-1**: The door MUST open.\n"],
    ["requirements.md", "### Requirement 1.1\n\n**User Story:** As a b I want c\n\nThe door SHALL open.\n"],
    ["requirements.md", "## Phase 1\n\n1. The door MUST open.\n"],
    ["tasks.md", "# Tasks\n\n- [ ] 1. Open the door\n"],
    ["design.md", "# Design\n\nThe door MUST open.\n"],
  ])("FAB-INT-008: %s with nothing of Kiro in it stays Markdown", (file, text) => {
    expect(readSpecs([{ file, text }]).map(({ format }) => format)).toEqual(["markdown"]);
  });
});
