import * as fc from "fast-check";
import { expect, test } from "vitest";

import { outlineGherkin } from "./outline-gherkin.ts";
import { readOutline } from "./read-outline.ts";
import { readSpec } from "./read-spec.ts";
import { outlineText } from "./text/outline-text.ts";

const explain = (text: string) =>
  readSpec("s.md", text).notes.map(({ source, requirement, what }) => [...source.lines, requirement, what]);

test("FAB-INT-003: every line says why it is a requirement or is none", () => {
  expect(
    explain(`---
a: b
---
# Title

Prose here.

<!-- a
comment -->

## Part

- **AB-1**: one
  more
  Files: src/a.ts,
    src/b.ts
  - Depends on: AB-2
  - nested
- **AB-2**: two
  Deferred: later

  Files:
  - src/c.ts

It MUST. It must not.

Words: prose

> quote

\`\`\`
code

code
\`\`\`

| ID | Text |
|----|------|
| C-1 | x |
| | |

---

[a]: http://b

## Boundaries

- Never: x

## End

-
`),
  ).toEqual([
    [1, 3, null, "front matter"],
    [4, 4, null, "title of the document"],
    [6, 6, null, "prose without a key word"],
    [8, 9, null, "comment"],
    [11, 11, null, "heading"],
    [13, 14, "AB-1", "requirement by its id"],
    [15, 16, "AB-1", "files of AB-1"],
    [17, 17, "AB-1", "dependencies of AB-1"],
    [18, 18, "AB-1", "text of AB-1"],
    [19, 19, "AB-2", "requirement by its id"],
    [20, 20, "AB-2", "reason to put off of AB-2"],
    [22, 23, "AB-2", "files of AB-2"],
    [25, 25, expect.stringMatching(/^R-/), "requirement by its key word"],
    [25, 25, null, "normative, and in no requirement"],
    [27, 27, null, "prose without a key word"],
    [29, 29, null, "quote: an example"],
    [31, 35, null, "code: an example"],
    [37, 37, null, "head of a table"],
    [38, 38, null, "marks without words"],
    [39, 39, "C-1", "requirement by the id of its row"],
    [40, 40, null, "table without an id or a key word"],
    [42, 42, null, "dividing line"],
    [44, 44, null, "target of a link"],
    [46, 46, null, "boundary"],
    [48, 48, null, "boundary"],
    [50, 50, null, "heading"],
    [52, 52, null, "prose without a key word"],
  ]);
});

const lines = fc.constantFrom(
  ..."# A-1: t~## Boundaries~## Clarifications~- **A-3**: x~- [ ] y~  - nested MUST~1. A-4: z~Files: a.ts,~Deferred: x~---~".split(
    "~",
  ),
  ..."It MUST.~> quote MUST~```~<!-- c~-->~|| a | b ||~|---|---|~- Q: a -> A: b~    code~[^1]: n~<div>~-~===~\t~[a]: b~As a user, I want x".split(
    "~",
  ),
  ...".. note:: x~   indented MUST~::~* [ ] z~----~|===~|ID |Text~|A-9 |b~== T~Feature: f~  Scenario: s~    Given a~  Rule: r~@A-7~+---+".split(
    "~",
  ),
);
const documents = fc.array(lines, { maxLength: 25 });

test.each(["md", "txt", "rst", "adoc", "feature"])(
  "FAB-INT-003: no line of a .%s that is not blank is without a note",
  (kind) => {
    fc.assert(
      fc.property(documents, (all) => {
        const text = all.join("\n");
        const outline = kind === "feature" ? outlineGherkin : outlineText;
        const { notes, requirements } =
          kind === "md" ? readSpec("s.md", text) : readOutline(outline(`s.${kind}`, text));
        const noted = new Set(
          notes.flatMap(
            ({
              source: {
                lines: [from, to],
              },
            }) => Array.from({ length: to - from + 1 }, (_, index) => from + index),
          ),
        );
        const missing = all.flatMap((line, index) =>
          line.trim() === "" || noted.has(index + 1) ? [] : [`${index + 1}: ${line}`],
        );
        expect(missing).toEqual([]);
        expect([...noted].every((line) => line >= 1 && line <= Math.max(1, all.length))).toBe(true);
        const ids = new Set(requirements.map(({ id }) => id));
        expect(notes.every(({ requirement }) => requirement === null || ids.has(requirement))).toBe(true);
        for (const { id, source } of requirements)
          expect(
            notes.some(
              ({
                requirement,
                source: {
                  lines: [from, to],
                },
              }) => requirement === id && from <= source.lines[0] && source.lines[0] <= to,
            ),
          ).toBe(true);
      }),
      { numRuns: 300 },
    );
  },
);
