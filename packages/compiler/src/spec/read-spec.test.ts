import { expect, test } from "vitest";

import { readSpec } from "./read-spec.ts";

/** Requirements as [id or kind, first line, last line, text]. */
function read(text: string): readonly (readonly [string, number, number, string])[] {
  const { requirements, problems } = readSpec("spec.md", text);
  expect(problems).toEqual([]);
  return requirements.map(({ id, kind, source, text: words }) => [
    kind === "identified" || kind === "heading" ? id : kind,
    ...source.lines,
    words,
  ]);
}

test("FAB-INT-002: explicit ids in lists and paragraphs", () => {
  const text = `# Title

- **AB-CD-001**: first
  goes on
- **REQ-1** second
- **FR-2: Title** third
* AB-1: fourth
- [NFR_3] fifth
- \`US-4\`: sixth

**R-7**: seventh
**R-8:** eighth

AB-9 - ninth
`;
  expect(read(text)).toEqual([
    ["AB-CD-001", 3, 4, "first goes on"],
    ["REQ-1", 5, 5, "second"],
    ["FR-2", 6, 6, "Title third"],
    ["AB-1", 7, 7, "fourth"],
    ["NFR_3", 8, 8, "fifth"],
    ["US-4", 9, 9, "sixth"],
    ["R-7", 11, 11, "seventh"],
    ["R-8", 12, 12, "eighth"],
    ["AB-9", 14, 14, "ninth"],
  ]);
  expect(readSpec("spec.md", text).title).toBe("Title");
});

test("FAB-INT-002: headings with ids hold their section, but not what has an id itself", () => {
  const text = `## Part

### AB-1: Title
Body that MUST count.

\`\`\`
code
\`\`\`

- [ ] a criterion
- **AB-2**: nested

#### Detail
More.

### 1.2 AB-3 Next

Setext AB-4
---
text
`;
  expect(read(text)).toEqual([
    ["AB-1", 3, 14, "Title\n\nBody that MUST count.\n\n```\ncode\n```\n- a criterion\n\n#### Detail\n\nMore."],
    ["AB-2", 11, 11, "nested"],
    ["AB-3", 16, 16, "Next"],
  ]);
});

test("FAB-INT-002: checkboxes, each one its own", () => {
  expect(read("- [ ] one\n  - detail\n  - [x] two\n\n1. [X] three\n- [] none\n- [ ]\n")).toEqual([
    ["checkbox", 1, 2, "one\n- detail"],
    ["checkbox", 3, 3, "two"],
    ["checkbox", 5, 5, "three"],
  ]);
});

test("FAB-INT-002: EARS sentences and RFC 2119 sentences, one by one, with their lines", () => {
  const text = `The tool MUST start, e.g. at
once. It is fast. It SHOULD be "quiet." It MAY beep.
When asked, the tool shall answer. What shall we do?

- WHILE busy THE TOOL SHALL wait
- **IF** lost **THEN** the tool **SHALL** stop

| name | meaning |
|------|---------|
| x    | x is REQUIRED |
`;
  expect(read(text)).toEqual([
    ["normative", 1, 2, "The tool MUST start, e.g. at once."],
    ["normative", 2, 2, 'It SHOULD be "quiet."'],
    ["normative", 2, 2, "It MAY beep."],
    ["ears", 3, 3, "When asked, the tool shall answer."],
    ["ears", 5, 5, "WHILE busy THE TOOL SHALL wait"],
    ["ears", 6, 6, "**IF** lost **THEN** the tool **SHALL** stop"],
    ["normative", 10, 10, "x is REQUIRED"],
  ]);
  expect(readSpec("s", text).requirements.map(({ priority }) => priority)).toEqual([
    "must",
    "should",
    "may",
    "must",
    "must",
    "must",
    "must",
  ]);
});

test("FAB-INT-002: a statement is reported once, by the strongest way to state it", () => {
  const text = `- [ ] **AB-1**: it MUST
- [ ] it MUST too
- WHEN it MUST it SHALL
- **AB-2**: a
  - it MUST b
`;
  expect(read(text).map(([name]) => name)).toEqual(["AB-1", "checkbox", "ears", "AB-2"]);
});

test("FAB-INT-002: examples, comments, code, front matter and well-known names are no requirements", () => {
  const text = `---
rule: it MUST
---
# A document

The key words "MUST" and "MAY" are to be interpreted as described in RFC 2119.

> It MUST be quoted.

<!-- It MUST be hidden. -->

    It MUST be code.

The \`MUST\` flag. A must in small letters.

- **UTF-8**: an encoding
- **PHASE-1**: a part
- see AB-2
`;
  expect(read(text)).toEqual([]);
});

test("an id in the document's title names the one requirement of a document that states no other", () => {
  expect(read("# AB-1: Title\n\nBody.\n")).toEqual([["AB-1", 1, 3, "Title\n\nBody."]]);
});

test("a list that a sentence introduces belongs to it, unless it states requirements itself", () => {
  expect(read("It MUST read:\n\n- a\n- b\n\nIt MUST write:\n\n- c\n- [ ] d\n")).toEqual([
    ["normative", 1, 4, "It MUST read:\n- a\n- b"],
    ["normative", 6, 6, "It MUST write:"],
    ["checkbox", 9, 9, "d"],
  ]);
});

test("line ends, trailing spaces and a byte order mark change neither ids nor lines", () => {
  const text = "# T\n\n- **AB-1**: a\n  b\n\nIt MUST\nbe so.\n\n- [ ] c\n";
  const expected = readSpec("spec.md", text);
  for (const other of [
    text.replaceAll("\n", "\r\n"),
    text.replaceAll("\n", "\r"),
    text.replaceAll("\n", "  \n"),
    `\uFEFF${text}`,
  ]) {
    expect(readSpec("spec.md", other)).toEqual(expected);
  }
});

test("FAB-INT-002: a second definition of an id, and an id that says nothing, are problems with their lines", () => {
  const { problems } = readSpec("spec.md", "- **AB-1**: a\n- **AB-2**:\n\n## AB-1 again\n");
  expect(problems).toEqual([
    {
      code: "FABRIKK_COMPILER_REQUIREMENT_EMPTY",
      file: "spec.md",
      line: 2,
      message: "the requirement AB-2 says nothing",
    },
    {
      code: "FABRIKK_COMPILER_ID_DUPLICATE",
      file: "spec.md",
      line: 4,
      message: "the id AB-1 is already defined on line 1",
    },
  ]);
});

test("deep nesting is read without overflow", () => {
  const deep = Array.from({ length: 150 }, (_, depth) => `${"  ".repeat(depth)}- level`).join("\n");
  expect(read(`${deep}\n\n- **AB-1**: after\n`)).toEqual([["AB-1", 152, 152, "after"]]);
});
