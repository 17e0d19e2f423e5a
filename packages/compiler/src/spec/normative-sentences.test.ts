import type { Requirement } from "@fabrikk/state";
import { expect, test } from "vitest";

import { markClaimed } from "./mark-claimed.ts";
import { normativeSentences } from "./normative-sentences.ts";
import { outlineMarkdown } from "./outline-markdown.ts";
import { readSpec } from "./read-spec.ts";

const audit = (text: string) =>
  normativeSentences("s.md", outlineMarkdown("s.md", text).blocks).map(({ source, text: words }) => [
    ...source.lines,
    words,
  ]);

/** Sentences that went nowhere, with their first line. */
const lost = (text: string) =>
  readSpec("s.md", text)
    .sentences.filter(({ isClaimed }) => !isClaimed)
    .map(({ source, text: words }) => `${source.lines[0]} ${words}`);

test("FAB-INT-003: the audit finds every demand, in whatever block, and every checkbox that says something", () => {
  expect(
    audit(`# It MUST be titled

A MUST. Not this. B SHALL NOT c,
nor dance. You must not shout; they
Shall **not**, either.

- [ ] a box. With two sentences that MUST be one
- [x] done
- [ ]
- item SHOULD
  - nested REQUIRED

| MUST | a |
|---|---|
| cell SHOULD NOT | _MUST_ |

> quoted MUST
> - [ ] quoted box
> > deeper MUST

[^1]: a note MUST
`),
  ).toEqual([
    [1, 1, "It MUST be titled"],
    [3, 3, "A MUST."],
    [3, 4, "B SHALL NOT c, nor dance."],
    [4, 5, "You must not shout; they Shall **not**, either."],
    [7, 7, "a box. With two sentences that MUST be one"],
    [8, 8, "done"],
    [10, 10, "item SHOULD"],
    [11, 11, "nested REQUIRED"],
    [15, 15, "cell SHOULD NOT"],
    [15, 15, "_MUST_"],
    [17, 17, "quoted MUST"],
    [18, 18, "quoted box"],
    [19, 19, "deeper MUST"],
    [21, 21, "a note MUST"],
  ]);
});

test("FAB-INT-003: code, comments, front matter, small letters, longer names and the words of RFC 2119 are no demands", () => {
  expect(
    audit(`---
rule: It MUST
---

<!-- It MUST. -->

The key words "MUST" and "SHALL" are to be interpreted as in RFC 2119.

    It MUST be code.

\`\`\`
It MUST.
\`\`\`

The \`MUST\` flag, a must, you should, it shall, MUST_HAVE, XMUST, it MAY. <!-- MUST -->

> \`\`\`
> MUST
> \`\`\`
`),
  ).toEqual([]);
});

test("FAB-INT-003: a sentence is claimed by a requirement that has its lines and its words", () => {
  expect(
    lost(`# T

The tool MUST run. It must not stop.

- **AB-1**: one. It MUST a
  Files: src/MUST/a.ts
  - and SHALL b
- [ ] box MUST
- 1.2 It SHOULD c

### 1.2 AB-2: A title that MUST
> quoted SHALL in it

## A heading MUST be seen

> Quoted REQUIRED.

## Boundaries

- Never: it MUST be so

## Clarifications

- Q: MUST it? -> A: it MUST

| ID | Requirement | Status |
|---|---|---|
| C-1 | it MUST | open MUST |
`),
  ).toEqual(["3 It must not stop.", "14 A heading MUST be seen", "16 Quoted REQUIRED.", "28 open MUST"]);
});

const requirement = (text: string, first: number, last: number): Requirement => ({
  id: "A-1",
  text,
  kind: "identified",
  source: { file: "s.md", lines: [first, last] },
  priority: "must",
  risk: "low",
});
const sentence = (text: string, line: number, file = "s.md") => ({
  source: { file, lines: [line, line] as [number, number] },
  text,
  isClaimed: false,
});
const claimed = (...parameters: Parameters<typeof markClaimed>) =>
  markClaimed(...parameters).map(({ isClaimed }) => isClaimed);

test("lines alone do not claim, nor words on another line or in another file; labels and marks do not matter", () => {
  const [held] = [requirement("It **MUST** run, and more.", 2, 3)];
  const sentences = [
    sentence("it must run", 2),
    sentence("It MUST walk", 2),
    sentence("It MUST run", 4),
    sentence("It MUST run", 2, "other.md"),
    sentence("**A-1**: It MUST run", 3),
    sentence("Note: it MUST run", 3),
    sentence("MUST run", 3),
    sentence("MUST ru", 3),
  ];
  expect(claimed(sentences, [held], [])).toEqual([true, false, false, false, true, true, true, false]);
  const boundary = { file: "s.md", lines: [4, 9] as [number, number] };
  expect(claimed(sentences, [held], [boundary])[2]).toBe(true);
});

test("a line that thousands of requirements share is claimed at once", () => {
  const count = 5000;
  const requirements = Array.from({ length: count }, (_, index) => requirement(`It MUST do ${index}`, 1, 1));
  const sentences = Array.from({ length: count }, (_, index) => sentence(`It MUST do ${index}.`, 1));
  const strange = Array.from({ length: count }, (_, index) => sentence(`It must not do ${index}.`, 1));
  expect(claimed([...sentences, ...strange], requirements, []).filter((isClaimed) => isClaimed)).toHaveLength(count);
});

test("a requirement with thousands of sentences is looked through once for all of them", () => {
  const words = Array.from({ length: 10_000 }, (_, index) => `It MUST do ${index}.`);
  const held = requirement(words.join("\n"), 1, words.length);
  const sentences = words.map((text, index) => sentence(text, index + 1));
  expect(claimed(sentences, [held], []).every((isClaimed) => isClaimed)).toBe(true);
});
