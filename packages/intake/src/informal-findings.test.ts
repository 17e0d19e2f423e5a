import { readSpec } from "@fabrikk/compiler";
import { expect, test } from "vitest";

import { informalFindings } from "./informal-findings.ts";

test("FAB-INT-003: demands in small letters outside of requirements and boundaries are told with their lines", () => {
  const text =
    "# T\n\n- **A-1**: It must add.\n\nUsers should log in.\nIt MUST be.\n\n```\nit must be code\n```\n\n## Boundaries\n\n- Never: it must not log\n";
  const { notes } = readSpec("a.md", text);
  expect(informalFindings([{ file: "a.md", text }], notes)).toEqual([
    {
      code: "FABRIKK_INTAKE_SENTENCE_INFORMAL",
      message: "a.md: sentences with must, should or required in small letters are no requirements: line 5",
      source: { file: "a.md", lines: [5, 5] },
    },
  ]);
  expect(informalFindings([{ file: "b.md", text: "It MUST be.\n" }], [])).toEqual([]);
});
