import { describe, expect, test } from "vitest";

import { readSpecs, type GroupReading } from "../../src/formats/read-specs.ts";
import { compileArtifact } from "../../src/graph/compile-artifact.ts";
import { draftArtifact } from "../../src/spec/draft-artifact.ts";
import type { SourceText } from "../../src/spec/spec-reading.ts";
import { changed, fixtureSources, linesWithoutNote } from "./fixture-sources.ts";

const sources = fixtureSources("fire");
const lights = sources.filter(({ file }) => file.startsWith("intents/"));
const labels = sources.filter(({ file }) => file.startsWith("memory-bank/"));

function read(documents: readonly SourceText[]): GroupReading {
  const [reading, ...others] = readSpecs(documents);
  if (reading === undefined || others.length > 0) throw new Error("one intent is expected");
  return reading;
}

function served(reading: GroupReading, id: string): readonly string[] {
  return reading.groupings.find(({ requirement_ids }) => requirement_ids[0] === id)?.requirement_ids ?? [];
}

function idOf(reading: GroupReading, text: string): string {
  return reading.requirements.find((requirement) => requirement.text === text)?.id ?? "";
}

test("FAB-INT-008: each intent of a folder is one reading", () => {
  expect(readSpecs(sources).map(({ format, title }) => [format, title])).toEqual([
    ["fire", "Lights"],
    ["fire", "Labels"],
  ]);
});

describe("a FIRE intent with work items", () => {
  const reading = read(lights);

  test("FAB-INT-008: work items, their criteria and the brief's success criteria, with exact lines", () => {
    expect(reading.problems).toEqual([]);
    const found = reading.requirements.map(({ id, kind, source }) => [
      id.replace(/^R-.*/, "R"),
      kind,
      source.file.replace(/^.*\//, ""),
      ...source.lines,
    ]);
    expect(found).toEqual([
      ["R", "criterion", "brief.md", 15, 15],
      ["R", "criterion", "brief.md", 16, 16],
      ["door-light", "work", "door-light.md", 11, 11],
      ["R", "criterion", "door-light.md", 15, 15],
      ["R", "criterion", "door-light.md", 16, 16],
      ["light-driver", "work", "light-driver.md", 11, 24],
      ["R", "criterion", "light-driver.md", 19, 19],
      ["R", "criterion", "light-driver.md", 20, 20],
      ["old-lamp", "work", "old-lamp.md", 8, 8],
      ["R", "criterion", "old-lamp.md", 12, 12],
    ]);
    expect(new Set(reading.requirements.map(({ id }) => id)).size).toBe(10);
  });

  test("FAB-INT-008: an item serves its criteria, after what it depends on, with the risk of its complexity", () => {
    expect(served(reading, "light-driver")).toEqual([
      "light-driver",
      idOf(reading, "The light can be switched"),
      expect.stringMatching(/^R-/),
    ]);
    expect(reading.dependencies).toContainEqual({ from: "door-light", to: "light-driver", pinned: true });
    const risks = Object.fromEntries(reading.requirements.map(({ id, risk }) => [id, risk]));
    expect(risks).toMatchObject({ "light-driver": "high", "door-light": "medium" });
  });

  test("FAB-PLAN-003: a completed item and its criteria are put off as done, with the line that says so", () => {
    const reason = "its status is completed, by intents/lights/work-items/old-lamp.md:5";
    expect(reading.deferred).toEqual([
      { requirement_id: idOf(reading, "The old lamp is gone"), reason },
      { requirement_id: "old-lamp", reason },
    ]);
  });

  test("FAB-INT-004: constraints are told to every task, questions are open or answered", () => {
    expect(reading.boundaries.always).toEqual([{ text: "Must work with old doors", paths: [] }]);
    expect(reading.clarifications).toEqual([
      { question: "Which colour?", answer: "Green" },
      { question: "How bright?", answer: null },
    ]);
  });
});

describe("an intent with units and stories", () => {
  const reading = read(labels);

  test("FAB-INT-008: what a unit is assigned refers to a requirement, and defines none", () => {
    expect(reading.problems).toEqual([]);
    const found = reading.requirements.map(({ id, kind, source }) => [id.replace(/^R-.*/, "R"), kind, ...source.lines]);
    expect(found).toEqual([
      ["FR-1", "heading", 11, 14],
      ["FR-2.1", "identified", 18, 18],
      ["FR-2.2", "identified", 19, 19],
      ["story-001-print-one", "story", 9, 13],
      ["R", "criterion", 17, 17],
      ["R", "criterion", 20, 20],
      ["story-001-scan-one", "story", 9, 20],
      ["R", "criterion", 13, 13],
    ]);
    expect(reading.notes).toContainEqual({
      source: { file: "memory-bank/intents/003-labels/units/001-print/unit-brief.md", lines: [12, 12] },
      requirement: "FR-1",
      what: "refers to FR-1",
    });
  });

  test("FAB-INT-008: a story serves its criteria and the requirements it names; its priority is the author's", () => {
    expect(served(reading, "story-001-print-one")).toEqual([
      "story-001-print-one",
      idOf(reading, "One label comes out"),
      "FR-1",
    ]);
    const priorities = Object.fromEntries(reading.requirements.map(({ id, priority }) => [id, priority]));
    expect(priorities).toMatchObject({ "FR-1": "must", "FR-2.2": "should", "story-001-print-one": "should" });
  });

  test("FAB-PLAN-007: stories come after what they require, and after the units that theirs depends on", () => {
    expect(reading.dependencies).toContainEqual({
      from: "story-001-scan-one",
      to: "story-001-print-one",
      pinned: true,
    });
    const alone = labels.filter(({ file }) => !file.endsWith("unit-brief.md"));
    const unrequired = changed(alone, "001-scan-one.md", ["001-print-one: a label", "nothing"]);
    expect(read(unrequired).dependencies.filter(({ from }) => from === "story-001-scan-one")).toEqual([]);
  });

  test("FAB-INT-003: every line has a note, and every checkbox and sentence went somewhere", () => {
    expect(linesWithoutNote(labels, reading)).toEqual([]);
    expect(linesWithoutNote(lights, read(lights))).toEqual([]);
    expect(reading.sentences.filter(({ isClaimed }) => !isClaimed)).toEqual([]);
    expect(reading.sentences).toHaveLength(8);
    expect(reading.assumptions[0]).toBe("Paper is there");
  });

  test("FAB-PLAN-001: both intents compile", () => {
    for (const documents of [labels, lights])
      expect(compileArtifact(draftArtifact([read(documents)], documents)).tasks.length).toBeGreaterThan(2);
  });

  test("FAB-INT-002: stories of one name in two units add their unit", () => {
    const twin = labels.map(({ file, text }) => ({
      file,
      text: text.replace("story: 001-scan-one", "story: 001-print-one"),
    }));
    const stories = read(twin).requirements.filter(({ kind }) => kind === "story");
    expect(stories.map(({ id }) => id)).toEqual(["story-001-print.001-print-one", "story-002-scan.001-print-one"]);
  });
});

describe("an intent with faults", () => {
  test("FAB-INT-007: what `depends_on` and a unit name and the documents do not hold is told with its line", () => {
    const [item] = read(changed(lights, "door-light.md", ["  - light-driver", "  - dark-driver"])).problems;
    expect(item).toMatchObject({ code: "FABRIKK_COMPILER_LINK_UNKNOWN", line: 7 });
    expect(item?.message).toContain("dark-driver");
    const [unit] = read(changed(labels, "001-print/unit-brief.md", ["| FR-1 |", "| FR-8 |"])).problems;
    expect(unit).toMatchObject({ code: "FABRIKK_COMPILER_LINK_UNKNOWN", line: 12 });
  });

  test("FAB-INT-007: an id that stands twice is told with its line; a circle of items is the compile's to print", () => {
    const twice = changed(labels, "requirements.md", ["- FR-2.2: System", "- FR-2.1: System"]);
    expect(read(twice).problems).toMatchObject([{ code: "FABRIKK_COMPILER_ID_DUPLICATE", line: 19 }]);
    const circle = changed(lights, "light-driver.md", ["depends_on: []", "depends_on: [door-light]"]);
    expect(() => compileArtifact(draftArtifact([read(circle)], circle))).toThrow(
      /door-light -> light-driver -> door-light/,
    );
  });
});

describe("documents that only have such names", () => {
  test.each([
    ["requirements.md", "# Requirements\n\n- **R-1**: The door MUST open.\n"],
    ["brief.md", "# Brief\n\nThe door MUST open.\n"],
    ["stories/001-door.md", "# Door\n\n- [ ] It opens\n"],
    ["work-items/door.md", "---\nid: door\n---\n\n# Door\n\n- [ ] It opens\n"],
  ])("FAB-INT-008: %s with nothing of FIRE in it stays Markdown", (file, text) => {
    expect(readSpecs([{ file, text }]).map(({ format }) => format)).toEqual(["markdown"]);
  });
});
