import { isFabrikkError } from "@fabrikk/state";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readSpecs, type GroupReading } from "../../src/formats/read-specs.ts";
import { compileArtifact } from "../../src/graph/compile-artifact.ts";
import { draftArtifact } from "../../src/spec/draft-artifact.ts";
import type { SourceText } from "../../src/spec/spec-reading.ts";
import { fixtureSources, linesWithoutNote } from "./fixture-sources.ts";

const formats = ["spec-kit", "openspec", "kiro", "fire"] as const;

/** The documents with their lines in another order, some twice, some left out. */
function torn(sources: readonly SourceText[]): fc.Arbitrary<readonly SourceText[]> {
  const rows = sources.flatMap(({ text }) => text.split("\n"));
  const parts = sources.map(({ file, text }) => {
    const own = text.split("\n");
    const line = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...own) },
      { weight: 1, arbitrary: fc.constantFrom(...rows) },
    );
    const lines = fc.oneof(fc.constant(own), fc.shuffledSubarray(own), fc.array(line, { maxLength: 40 }));
    return lines.map((chosen): SourceText => ({ file, text: chosen.join("\n") }));
  });
  return fc.tuple(...parts);
}

function isWhole(reading: GroupReading): boolean {
  const lines = new Map(reading.requirements.map(({ id, source }) => [id, source.lines]));
  const covered = new Set(reading.groupings.flatMap(({ requirement_ids }) => requirement_ids));
  for (const { requirement_id } of reading.deferred) covered.add(requirement_id);
  return [...lines].every(([id, [from, to]]) => covered.has(id) && from >= 1 && from <= to);
}

describe.each(formats)("any documents in the layout of %s", (name) => {
  const sources = fixtureSources(name);

  test("FAB-INT-008: are read without an exception, every line with a note, every requirement in the plan or put off", () => {
    fc.assert(
      fc.property(torn(sources), (documents) => {
        for (const reading of readSpecs(documents, name)) {
          expect(linesWithoutNote(documents, reading)).toEqual([]);
          expect(isWhole(reading)).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("FAB-PLAN-001: compile, or say by a code why not", () => {
    fc.assert(
      fc.property(torn(sources), (documents) => {
        for (const reading of readSpecs(documents, name)) {
          if (reading.problems.length > 0 || reading.requirements.length === 0) continue;
          expect(outcome(reading, documents)).toMatch(/^(?:compiled|FABRIKK_COMPILER_(?:CYCLE|ARTIFACT_REFUSED))$/);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("FAB-INT-001: the order of the documents changes no requirement, line end or byte-order mark an id", () => {
    const sorted = (documents: readonly SourceText[]) =>
      readSpecs(documents)
        .flatMap(({ requirements, groupings }) => [...requirements, ...groupings].map((each) => JSON.stringify(each)))
        .toSorted();
    const marked = sources.map(({ file, text }) => ({ file, text: `\uFEFF${text.replaceAll("\n", "\r\n")}` }));
    expect(sorted(sources.toReversed())).toEqual(sorted(sources));
    expect(sorted(marked)).toEqual(sorted(sources));
  });
});

function outcome(reading: GroupReading, documents: readonly SourceText[]): string {
  try {
    const given = documents.filter(({ file }) => reading.files.includes(file));
    compileArtifact(draftArtifact([reading], given));
    return "compiled";
  } catch (error) {
    if (isFabrikkError(error)) return error.code;
    throw error;
  }
}
