import { Boundaries, Clarification, Deferral, Grouping, Requirement, SourceRange } from "@fabrikk/state";
import fc from "fast-check";
import { expect, test } from "vitest";

import { gherkin } from "../formats/gherkin.ts";
import { markdown } from "../formats/markdown.ts";
import { plainText } from "../formats/plain-text.ts";
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
  ..."| ID | Requirement | Files |~|---|---|---|~| A-7 | b MUST | x |~## Requirements~Acceptance criteria:~As a user, I want x~- [x] z".split(
    "~",
  ),
  ...'```gherkin~Scenario: x~  Given y~Feature: f~Rule: r~Background:~@A-8 @a b~"""~## Clarifications~- Q: a -> A: b'.split(
    "~",
  ),
  ..."Deferred: later~Deferred:~[NEEDS CLARIFICATION: x]~.. note:: x~.. code::~x::~* * a~. a~** b~|===~|ID |Text~----~____".split(
    "~",
  ),
  ..."+---+---+~| ID| T |~+===+===+~=== ===~== Title~1.2 Title~TITLE~+~// c~:a: b~[cols=2]~(a) b~>>> x~Priority: Must~Given a, when b, then c".split(
    "~",
  ),
);
const documents = fc.oneof(
  fc.array(piece, { maxLength: 25 }).map((lines) => lines.join("\n")),
  fc.array(piece, { maxLength: 12 }).map((lines) => lines.join("\r\n\r\n")),
  fc.string({ unit: "binary", maxLength: 200 }),
);

test.each([
  ["a.md", markdown],
  ["a.txt", plainText],
  ["a.rst", plainText],
  ["a.adoc", plainText],
  ["a.feature", gherkin],
])(
  "FAB-INT-002: any text is read as %s without an error, into sound records with lines of the file",
  (file, format) => {
    fc.assert(
      fc.property(documents, (text) => {
        const { requirements, groupings, dependencies, boundaries, problems, ...reading } = format.read([
          { file, text },
        ]);
        const count = text.split(/\r\n?|\n/).length;
        Requirement.array().parse(requirements);
        Grouping.array().parse(groupings);
        Boundaries.parse(boundaries);
        Clarification.array().parse(reading.clarifications);
        Deferral.array().parse(reading.deferred);
        for (const { source } of [...requirements, ...reading.sentences, ...reading.notes]) {
          expect(SourceRange.parse(source).lines[0]).toBeLessThanOrEqual(source.lines[1]);
          expect(source.lines[1]).toBeLessThanOrEqual(count);
        }
        expect(problems.every(({ line }) => line >= 1 && line <= count)).toBe(true);
        const ids = requirements.map(({ id }) => id);
        const repeated = problems.filter(({ code }) => code === "FABRIKK_COMPILER_ID_DUPLICATE").length;
        expect(new Set(ids).size).toBe(ids.length - repeated);
        const deferred = reading.deferred.map(({ requirement_id }) => requirement_id);
        expect(new Set([...groupings.flatMap(({ requirement_ids }) => requirement_ids), ...deferred])).toEqual(
          new Set(ids),
        );
        expect(dependencies.every(({ from }) => ids.includes(from))).toBe(true);
      }),
      { numRuns: 300 },
    );
  },
);

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

test("FAB-INT-003: of what the audit finds in text that recognizers look into, everything in capitals is claimed", () => {
  const plain = fc.array(
    fc.constantFrom(
      ..."It MUST a. Then SHALL b.|- item SHOULD c|## Part|## Acceptance criteria|- a point|As a user, I want x MUST.|| a | b ||Prose.|- [ ] box".split(
        "|",
      ),
      "| ID | Text |\n|---|---|\n| A-1 | x MUST |",
      "### B-1: t\n\nBody MUST.\n\n## End",
      "**Scenario: x MUST**\n\n- Given a\n\n## End",
      "## Requirements\n\n1. one SHALL",
    ),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(plain, (all) => {
      const { sentences } = readSpec("s", all.join("\n\n"));
      expect(sentences.filter(({ isClaimed }) => !isClaimed)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
