import { RunArtifact } from "@fabrikk/state";
import { expect, test } from "vitest";

import { readSpecs } from "../formats/read-specs.ts";
import { compileArtifact } from "../graph/compile-artifact.ts";
import { draftArtifact } from "./draft-artifact.ts";

const sources = [
  { file: "b.md", text: "# Lamps\n\n- **LMP-1**: The lamp MUST shine.\n  Files: src/lamp.ts\n" },
  { file: "notes.pdf.md", text: "" },
  {
    file: "a.yaml",
    text: "requirements:\n  - id: DOR-1\n    text: The door MUST open.\n    files: [src/door.ts]\n    depends_on: [lmp-1]\n",
  },
];

test("FAB-INT-001: documents of several formats make one artifact, in their order, and it compiles", () => {
  const artifact = RunArtifact.parse(draftArtifact(readSpecs(sources), sources));
  expect(artifact.title).toBe("Lamps");
  expect(artifact.sources.map(({ file, format }) => [file, format])).toEqual([
    ["b.md", "markdown"],
    ["notes.pdf.md", "markdown"],
    ["a.yaml", "list"],
  ]);
  expect(artifact.requirements.map(({ id }) => id)).toEqual(["LMP-1", "DOR-1"]);
  expect(artifact.dependencies).toEqual([{ from: "DOR-1", to: "LMP-1", pinned: true }]);
  expect(artifact.coverage).toMatchObject({ sentences: 2, claimed: 2 });
  expect(compileArtifact(artifact).waves).toEqual([["lmp-1"], ["dor-1"]]);
});

test("documents that nothing was read from are no sources", () => {
  const readings = readSpecs(sources).filter(({ files }) => files.includes("b.md"));
  expect(draftArtifact(readings, sources).sources.map(({ file }) => file)).toEqual(["b.md"]);
});
