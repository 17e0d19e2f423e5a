import { Boundaries, Grouping, Requirement } from "@fabrikk/state";
import fc from "fast-check";
import { expect, test } from "vitest";

import { readSpec } from "./read-spec.ts";

const piece = fc.constantFrom(
  ..."# A-1: t|## Boundaries|### A-2|- **A-3**: x|- [ ] y|  - nested MUST|    - deep|1. A-4: z|Files: src/a.ts,|Files:|- Check: npm test".split(
    "|",
  ),
  ..."It MUST.|WHEN x y SHALL z:|> quote|```|~~~|<!-- c|-->|| a | b MUST ||---|---||---|===|Always|- Never: `x/**`|Depends on: A-1".split(
    "|",
  ),
  ..."**A-5**|[A-6] x|Test level: L9|Class: fix|Check: content a /(/|\t- tab|    code|[^1]: MUST note|<div>MUST</div>|\\|* * *|`|**| |".split(
    "|",
  ),
);
const documents = fc.oneof(
  fc.array(piece, { maxLength: 25 }).map((lines) => lines.join("\n")),
  fc.array(piece, { maxLength: 12 }).map((lines) => lines.join("\r\n\r\n")),
  fc.string({ unit: "binary", maxLength: 200 }),
);

test("FAB-INT-002: any text is read without an error, into sound records with lines of the file", () => {
  fc.assert(
    fc.property(documents, (text) => {
      const { requirements, groupings, dependencies, boundaries, problems } = readSpec("spec.md", text);
      const count = text.split(/\r\n?|\n/).length;
      Requirement.array().parse(requirements);
      Grouping.array().parse(groupings);
      Boundaries.parse(boundaries);
      for (const { source } of requirements) {
        expect(source.lines[0]).toBeLessThanOrEqual(source.lines[1]);
        expect(source.lines[1]).toBeLessThanOrEqual(count);
      }
      expect(problems.every(({ line }) => line >= 1 && line <= count)).toBe(true);
      const ids = requirements.map(({ id }) => id);
      const repeated = problems.filter(({ code }) => code === "FABRIKK_COMPILER_ID_DUPLICATE").length;
      expect(new Set(ids).size).toBe(ids.length - repeated);
      expect(groupings.flatMap(({ requirement_ids }) => requirement_ids).length).toBeGreaterThanOrEqual(
        new Set(ids).size,
      );
      expect(dependencies.every(({ from }) => ids.includes(from))).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test("FAB-INT-002: every sentence with a key word is in a requirement, whatever stands around it", () => {
  const around = fc.array(
    fc.constantFrom("# A-1: t", "## Part", "- **A-3**: x", "- [ ] y", "Prose.", "1. one", "- Check: npm test"),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(around, around, fc.constantFrom("", "- ", "1. ", "  - "), (before, after, lead) => {
      const text = [...before, "", `${lead}It MUST be found here.`, "", ...after].join("\n\n");
      expect(readSpec("s", text).requirements.some((each) => each.text.includes("It MUST be found here."))).toBe(true);
    }),
    { numRuns: 200 },
  );
});
