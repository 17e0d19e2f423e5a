import { expect, test } from "vitest";

import { plainText } from "../../src/formats/plain-text.ts";

const read = (file: string, text: string) => plainText.read([{ file, text }]);

/** Requirements as [id or kind, first line, last line, text]. */
const stated = (file: string, text: string) => {
  const { requirements, problems } = read(file, text);
  expect(problems).toEqual([]);
  return requirements.map(({ id, kind, source, text: words }) => [
    id.startsWith("R-") ? kind : id,
    ...source.lines,
    words,
  ]);
};

test("FAB-INT-001: text, reStructuredText and AsciiDoc are told by their names", () => {
  const files = ["a.txt", "b.TEXT", "c.rst", "d.adoc", "e.asciidoc", "f.md", "g.feature", "h"];
  expect(plainText.groups(files.map((file) => ({ file, text: "x" }))).map(([source]) => source?.file)).toEqual(
    files.slice(0, 5),
  );
});

test("FAB-INT-001: plain text with titles, lists, boxes, ids, lines about them and sentences, each with its lines", () => {
  const text = `My product
==========

Intro. It MUST be
quick. As everybody knows.

1. Overview

   Indented words that SHOULD be read.

1.2 Details

REQUIREMENTS

1. The tool logs in
   and out
2. Second
   - nested
     deeper
3. **AB-1**: named
   Files: src/a.ts
   Depends on: AB-2

Words between.

AB-2: a paragraph
AB-3: the next line

  - [ ] box
    more
[x] bare box

Acceptance criteria:

* it is shown

   \`\`\`
   code MUST
   \`\`\`

Boundaries
----------

- Never: touch \`.env\`
`;
  expect(stated("s.txt", text)).toEqual([
    ["normative", 4, 5, "It MUST be quick."],
    ["normative", 9, 9, "Indented words that SHOULD be read."],
    ["numbered", 15, 16, "The tool logs in and out"],
    ["numbered", 17, 19, "Second\n- nested deeper"],
    ["AB-1", 20, 22, "named"],
    ["AB-2", 26, 26, "a paragraph"],
    ["AB-3", 27, 31, "the next line\n- box more\n- bare box"],
    ["criterion", 35, 39, "it is shown\n\n   ```\n   code MUST\n   ```"],
  ]);
  const { title, dependencies, groupings, boundaries, sentences } = read("s.txt", text);
  expect(title).toBe("My product");
  expect(dependencies).toEqual([{ from: "AB-1", to: "AB-2", pinned: true }]);
  expect(groupings.find(({ requirement_ids: [id] }) => id === "AB-1")?.scope.owned).toEqual(["src/a.ts"]);
  expect(boundaries.never).toEqual([{ text: "touch `.env`", paths: [".env"] }]);
  expect(sentences.map(({ source }) => source.lines[0])).toEqual([4, 9, 29, 31]);
});

test("FAB-INT-001: reStructuredText: titles, lists, literal blocks, directives, comments and tables", () => {
  const text = `=====
Title
=====

.. comment
   that MUST not count

Requirements
------------

#. first
#. second \`\`MUST\`\`

**AB-1**: it MUST work::

    code MUST

After. It SHALL be.

.. note:: You MUST see
   this.

.. code-block:: gherkin

   Scenario: inside
     Given a

- item

  nested REQUIRED

  - deeper

+------+---------------+----------+
| ID   | Requirement   | Priority |
+======+===============+==========+
| FR-1 | The tool MUST | Must     |
|      | log in        |          |
+------+---------------+----------+
| FR-2 | Other         | Should   |
+------+---------------+----------+

=====  ===========
ID     Description
=====  ===========
FR-3   Third thing
       goes on
FR-4   Fourth
=====  ===========

AB-9 Heading
~~~~~~~~~~~~

Its body.

    Quoted by indentation.
`;
  expect(stated("s.rst", text)).toEqual([
    ["numbered", 11, 11, "first"],
    ["numbered", 12, 12, "second `MUST`"],
    ["AB-1", 14, 14, "it MUST work::"],
    ["normative", 18, 18, "It SHALL be."],
    ["scenario", 25, 26, "inside\nGiven a"],
    ["normative", 30, 30, "nested REQUIRED"],
    ["FR-1", 37, 38, "The tool MUST log in"],
    ["FR-2", 40, 40, "Other"],
    ["FR-3", 46, 47, "Third thing goes on"],
    ["FR-4", 48, 48, "Fourth"],
    ["AB-9", 51, 56, "Heading\n\nIts body.\n\nQuoted by indentation."],
  ]);
  const { title, requirements, sentences } = read("s.rst", text);
  expect(title).toBe("Title");
  expect(requirements.map(({ priority }) => priority)[7]).toBe("should");
  expect(sentences.filter(({ isClaimed }) => !isClaimed).map(({ source }) => source.lines)).toEqual([[20, 21]]);
});

test("FAB-INT-001: AsciiDoc: titles, lists by their markers, delimited blocks, comments, bold ids and tables", () => {
  const text = `= Title
Author <a@b.c>
:toc:

// comment MUST
== Requirements

. first
. second
.. nested
* [ ] box
* [x] done
+
attached MUST

*AB-1*: bold id

* *AB-2*: item
goes on
** nested MUST

NOTE: It SHOULD be noted.

[source,gherkin]
----
Scenario: x
  Given a
----

____
Quoted MUST.
____

====
In an example MUST count.
====

.Acceptance criteria
* one

[cols="1,3,1",options="header"]
|===
|ID |Requirement |Priority

|FR-1 |The tool MUST \\| log in
|Must
|FR-2
|Other
goes on |Could have
|===

////
comment MUST
////
=== AB-7: heading
Body.

 literal MUST
`;
  expect(stated("s.adoc", text)).toEqual([
    ["numbered", 8, 8, "first"],
    ["numbered", 9, 10, "second\n- nested"],
    ["checkbox", 11, 11, "box"],
    ["checkbox", 12, 14, "done\n\nattached MUST"],
    ["AB-1", 16, 16, "bold id"],
    ["AB-2", 18, 20, "item goes on\n- nested MUST"],
    ["normative", 22, 22, "NOTE: It SHOULD be noted."],
    ["scenario", 26, 27, "x\nGiven a"],
    ["normative", 35, 35, "In an example MUST count."],
    ["criterion", 39, 39, "one"],
    ["FR-1", 45, 46, "The tool MUST | log in"],
    ["FR-2", 47, 49, "Other goes on"],
    ["AB-7", 55, 58, "heading\n\nBody.\n\n literal MUST"],
  ]);
  const { requirements, sentences } = read("s.adoc", text);
  expect(requirements.slice(-3, -1).map(({ priority }) => priority)).toEqual(["must", "may"]);
  expect(sentences.filter(({ isClaimed }) => !isClaimed).map(({ source }) => source.lines)).toEqual([[31, 31]]);
});

test("numbers in prose, numbered points and single numbers are told from titles", () => {
  const headings = (text: string) =>
    read("s.txt", text)
      .notes.filter(({ what }) => /heading|title/.test(what))
      .map(({ source }) => source.lines[0]);
  expect(headings("1. Overview\n\n   Words.\n\n2. Details\n\n   More.\n")).toEqual([1, 5]);
  expect(headings("1. Run it\n\n2. Stop it\n\n3. Go home\n\nWords.\n")).toEqual([]);
  expect(
    headings("3.1 Login\n\nThe tool logs in.\n\n3.2 The tool logs out.\n\nNOTHING HERE\n\nIT MUST\n\nWords\nmore\n"),
  ).toEqual([1, 7]);
  expect(headings("Words in\nversion 2. of it\n----\n")).toEqual([]);
});

test("line ends, a byte order mark and trailing spaces change nothing", () => {
  for (const [file, text] of [
    ["s.txt", "Title\n=====\n\n- AB-1: one\n  Files: a.ts\n\nIt MUST\nbe.\n"],
    ["s.rst", "Title\n=====\n\n* **AB-1**: one::\n\n    code\n\nIt MUST\nbe.\n"],
    ["s.adoc", "= Title\n\n* *AB-1*: one\n\n----\ncode\n----\nIt MUST\nbe.\n"],
  ] as const) {
    const expected = read(file, text);
    for (const other of [text.replaceAll("\n", "\r\n"), text.replaceAll("\n", "\r"), `\uFEFF${text}`])
      expect(read(file, other)).toEqual(expected);
    expect(read(file, text.replaceAll("\n", "  \n")).requirements).toEqual(expected.requirements);
  }
});
