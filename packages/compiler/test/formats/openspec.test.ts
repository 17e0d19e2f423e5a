import { describe, expect, test } from "vitest";

import { readSpecs, type GroupReading } from "../../src/formats/read-specs.ts";
import { compileArtifact } from "../../src/graph/compile-artifact.ts";
import { draftArtifact } from "../../src/spec/draft-artifact.ts";
import type { SourceText } from "../../src/spec/spec-reading.ts";
import { changed, fixtureSources, linesWithoutNote } from "./fixture-sources.ts";

const sources = fixtureSources("openspec");
const folder = "changes/add-reminders";
const deltas = `${folder}/specs/reminders/spec.md`;

function read(documents: readonly SourceText[] = sources): GroupReading {
  const [reading, ...others] = readSpecs(documents);
  if (reading === undefined || others.length > 0) throw new Error("one change is expected");
  return reading;
}

function textOf(reading: GroupReading, id: string): string {
  return reading.requirements.find((requirement) => requirement.id === id)?.text ?? "";
}

describe("an OpenSpec change", () => {
  const reading = read();

  test("FAB-INT-008: is one reading with what holds today as its background, without a problem", () => {
    expect(reading).toMatchObject({ format: "openspec", title: "add-reminders", problems: [] });
    expect(reading.files).toEqual([
      ...[".openspec.yaml", "design.md", "proposal.md"].map((name) => `${folder}/${name}`),
      ...[`${folder}/specs/mail-out/spec.md`, deltas, `${folder}/tasks.md`, "specs/reminders/spec.md"],
    ]);
  });

  test("FAB-INT-008: each added, modified, removed or renamed requirement has an id from capability and name", () => {
    const found = reading.requirements
      .filter(({ kind }) => kind === "delta")
      .map(({ id, source }) => [id, source.file, ...source.lines]);
    expect(found).toEqual([
      ["mail-out.nightly-batch", `${folder}/specs/mail-out/spec.md`, 3, 3],
      ["reminders.reminder-on-the-last-day", deltas, 5, 18],
      ["reminders.quiet-hours", deltas, 20, 26],
      ["reminders.opt-out", deltas, 30, 36],
      ["reminders.fax", deltas, 40, 43],
      ["reminders.tint", deltas, 49, 50],
    ]);
  });

  test("FAB-INT-008: a requirement holds its scenarios, and says what the change does with it", () => {
    const added = textOf(reading, "reminders.reminder-on-the-last-day");
    expect(added.startsWith("Reminder on the Last Day\n\nThe system SHALL send one reminder")).toBe(true);
    expect(added.match(/#### Scenario: /g)).toHaveLength(2);
    expect(textOf(reading, "reminders.opt-out")).toMatch(/in place of what it required\). Its name was "Stop Word"\./);
    expect(textOf(reading, "reminders.fax")).toMatch(
      /^Remove "Fax" from reminders[\s\S]*\*\*Reason\*\*: Nobody has one\.[\s\S]*\*\*Migration\*\*: Use mail\./,
    );
    expect(textOf(reading, "reminders.tint")).toBe(
      'Rename "Colour" in reminders to "Tint": nothing else about it changes.',
    );
    const scenarios = reading.notes.filter(({ what }) => what === "scenario of reminders.reminder-on-the-last-day");
    expect(scenarios.map(({ source }) => source.lines)).toEqual([
      [9, 13],
      [15, 18],
    ]);
  });

  test("FAB-INT-002: another body, heading level, line end or trailing space leaves an id alone", () => {
    const ids = (documents: readonly SourceText[]) => read(documents).requirements.map(({ id }) => id);
    const other = sources.map(({ file, text }) => ({
      file,
      text: text
        .replace("send one reminder on", "send a single reminder on")
        .replace("### Requirement: Quiet", "#### Requirement: Quiet")
        .replaceAll("\n", "  \r\n"),
    }));
    expect(ids(other)).toEqual(ids(sources));
  });

  test("FAB-INT-002: a task line's id is made from its words: a new number leaves it alone, equal words are told apart", () => {
    const work = (documents: readonly SourceText[]) =>
      read(documents)
        .requirements.filter(({ kind }) => kind === "work")
        .map(({ id }) => id);
    const renumbered = changed(sources, "tasks.md", ["1.2 Send", "1.9 Send"]);
    expect(work(renumbered)).toEqual(work(sources));
    expect(new Set(work(sources)).size).toBe(6);
  });

  test("FAB-INT-008: a task line that others are nested in is their title, and not work of its own", () => {
    const work = reading.requirements.filter(({ kind }) => kind === "work");
    expect(work.map(({ source }) => source.lines[0])).toEqual([3, 4, 6, 7, 11, 12]);
    expect(work[2]?.text).toBe("Compute the night in src/night.ts\n\nPart of: Respect the night");
    expect(reading.notes).toContainEqual({
      source: { file: `${folder}/tasks.md`, lines: [5, 5] },
      requirement: null,
      what: "title of the work below it",
    });
  });

  test("FAB-PLAN-003: a line serves the requirements it calls by name; the others are confirmed, capability by capability", () => {
    const served = reading.groupings.map(({ requirement_ids }) => requirement_ids.filter((id) => !id.startsWith("R-")));
    expect(served.filter((ids) => ids.length > 0)).toEqual([
      ["reminders.reminder-on-the-last-day"],
      ["reminders.quiet-hours"],
      ["mail-out.nightly-batch"],
      ["reminders.opt-out", "reminders.fax", "reminders.tint"],
    ]);
    expect(reading.groupings.find(({ title }) => title === "Confirm Quiet Hours")?.scope.owned).toEqual([
      "src/quiet-hours.ts",
    ]);
    expect(reading.deferred).toMatchObject([{ reason: `it is checked off at ${folder}/tasks.md:3` }]);
  });

  test("FAB-PLAN-007: the order of task lines is only implied, and holds for lines on one file", () => {
    const at = (line: number) =>
      reading.requirements.find(({ kind, source }) => kind === "work" && source.lines[0] === line)?.id ?? "";
    const implied = reading.dependencies.filter((each) => !each.pinned);
    expect(implied).toEqual(
      [
        [6, 4],
        [7, 6],
        [7, 4],
        [11, 7],
        [12, 11],
      ].map(([from = 0, to = 0]) => ({ from: at(from), to: at(to), pinned: false })),
    );
  });

  test("FAB-INT-003: every line has a note, and every sentence that went nowhere is named", () => {
    expect(linesWithoutNote(sources, reading)).toEqual([]);
    const left = reading.sentences.filter(({ isClaimed }) => !isClaimed);
    expect(left.map(({ text, source }) => [text, source.file])).toEqual([
      ["They MUST be short.", `${folder}/proposal.md`],
    ]);
    expect(reading.clarifications).toEqual([{ question: "Which provider sends text messages?", answer: null }]);
  });

  test("FAB-PLAN-001: compiles", () => {
    expect(compileArtifact(draftArtifact([reading], sources)).tasks).toHaveLength(8);
  });
});

describe("an OpenSpec change with faults", () => {
  test("FAB-INT-007: two requirements with one name, and half a renaming, are told at once with their lines", () => {
    const broken = changed(
      changed(sources, deltas, ["### Requirement: Quiet Hours", "### Requirement: Reminder on the last day!"]),
      deltas,
      ["- TO: `### Requirement: Tint`\n", ""],
    );
    expect(read(broken).problems.map(({ code, line }) => [code, line])).toEqual([
      ["FABRIKK_COMPILER_ID_DUPLICATE", 20],
      ["FABRIKK_COMPILER_RENAME_INCOMPLETE", 49],
    ]);
  });
});

describe("parts of OpenSpec", () => {
  test("FAB-INT-008: a main spec alone is read as what must hold", () => {
    const reading = read(sources.filter(({ file }) => file.startsWith("specs/")));
    expect(reading.requirements).toMatchObject([
      { id: "reminders.stop-word", kind: "heading", source: { file: "specs/reminders/spec.md", lines: [9, 15] } },
    ]);
    expect(reading.groupings).toMatchObject([{ class: "feature" }]);
  });

  test("FAB-INT-008: a change without tasks has a task for each requirement", () => {
    const reading = read(sources.filter(({ file }) => file.startsWith(`${folder}/specs/`)));
    expect(reading.groupings.map(({ requirement_ids }) => requirement_ids)).toHaveLength(6);
    expect(reading.dependencies).toEqual([]);
  });

  test("FAB-INT-008: two changes are two readings, each with its folder's name", () => {
    const other = sources.map(({ file, text }) => ({ file: file.replace("add-reminders", "add-more"), text }));
    const titles = readSpecs([...sources, ...other.filter(({ file }) => file.startsWith("changes/"))]).map(
      ({ title }) => title,
    );
    expect(titles).toEqual(["add-reminders", "add-more"]);
  });

  test("FAB-INT-008: archived changes are background beside a change, and readable alone", () => {
    const archived = sources.map(({ file, text }) => ({
      file: file.replace("changes/", "changes/archive/2026-01-01-"),
      text,
    }));
    const old = archived.filter(({ file }) => file.includes("/archive/"));
    expect(read(old).requirements).toHaveLength(12);
    expect(read([...sources, ...old]).requirements).toEqual(read().requirements);
  });
});

describe("documents that only have such names", () => {
  test.each([
    ["proposal.md", "# Proposal\n\nThe door MUST open.\n"],
    ["specs/door/spec.md", "# Door\n\n## Requirements\n\n- **D-1**: The door MUST open.\n"],
    ["docs/spec.md", "```markdown\n## ADDED Requirements\n### Requirement: X\n```\n\nIt MUST work.\n"],
    ["tasks.md", "## 1. Door\n\n- [ ] 1.1 Open it\n"],
  ])("FAB-INT-008: %s with nothing of OpenSpec in it stays Markdown", (file, text) => {
    expect(readSpecs([{ file, text }]).map(({ format }) => format)).toEqual(["markdown"]);
  });
});
