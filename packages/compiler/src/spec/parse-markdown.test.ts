import * as fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { expect, test } from "vitest";

import type { Block } from "./block.ts";
import { maskInlineMarks } from "./mask-inline-marks.ts";
import { outline } from "./outline.ts";
import { parseInPieces } from "./parse-in-pieces.ts";
import { parseMarkdown } from "./parse-markdown.ts";

/** All that CommonMark and GitHub know but boxes, in one go: what the quick way must agree with. */
const parseWhole = (text: string) =>
  fromMarkdown(text, {
    extensions: [gfm()],
    mdastExtensions: gfmFromMarkdown().filter(({ exit }) => exit?.taskListCheckValueChecked === undefined),
  });

const lines = fc.constantFrom(
  ..."# A~## B~- a~- [ ] b~  - c~    d~1. x~2. y~~~~```~> ```~````~<!-- c~-->~<div>~</div>~<script>~</script>~<?x~?>".split(
    "~",
  ),
  ..."~~~|| a | b ||---|---||> q|> - r|===|---|* * *|[^1]: n|[a]: b|[a]:|text `x|y` z|**b**|\\| x|    code|\ttab|\t- t".split(
    "|",
  ),
  ..."- ```~  ```~- > x~  x~[x] y~- [x]~-~+ e~2) f~    ```~- <!-- x~<pre>~</pre>~`` a~***a~* a*~]: x~![x]~a <b".split(
    "~",
  ),
  ..."| `a \\| b` | **c** |~a \\| b | c~| a \\\\| b |~*a* _b_ `c`~__a__~[x](y) ![z](w)~\\# a~\\- b~&amp; x~_a_ | _b_".split(
    "~",
  ),
  ..."<https://x>~```js `x`~```js~[a]: <b c> 'd*e'~[*b*]: http://x_y~[^a b]: c~[^n]: *x* `y`~<![CDATA[~]]>~a ]]> b".split(
    "~",
  ),
  ...'- [ ] **x** `y`~- [x] [y](z)~1. **x**: `y`~# *a* `b` #~[c]: x "a \\" b"~    - [ ] *x*~> *a* `b'.split("~"),
);
const documents = fc.array(lines, { maxLength: 20 }).map((all) => all.join("\n"));

/** Tables are numbered in one outline only. */
const outlineOf = (text: string, root: ReturnType<typeof parseWhole>): readonly Block[] =>
  outline({ text, root, deepLines: [], matterLines: 0 });

test("FAB-INT-002: a document in pieces, without the marks inside of lines, has the blocks of the document", () => {
  fc.assert(
    fc.property(documents, fc.integer({ min: 1, max: 30 }), (text, size) => {
      const document = parseMarkdown(text);
      fc.pre(document.text === text);
      const expected = outlineOf(text, parseWhole(text));
      expect(outlineOf(text, document.root)).toEqual(expected);
      expect(
        outlineOf(
          text,
          parseInPieces(text, (piece) => parseWhole(maskInlineMarks(piece)), size),
        ),
      ).toEqual(expected);
    }),
    { numRuns: 400 },
  );
});

test.each([
  ["paragraphs", `${"A line of words.\n".repeat(5)}\n`],
  ["a list", "- a point\n"],
  ["headings", "# a\n"],
  ["underlined headings", "A\n===\n"],
  ["HTML", "<div>\n\n"],
  ["code in one fence", "\ncode\n"],
  ["one paragraph", "A line of words.\n"],
])("a parser sees no part of a long document of %s more than three times", (what, part) => {
  const text = `${what.includes("fence") ? "```\n" : ""}${part.repeat(8000 / part.length)}`;
  let sum = 0;
  const read = (piece: string) => {
    sum += piece.length;
    return parseWhole(piece);
  };
  parseInPieces(text, read, 200);
  expect(sum).toBeGreaterThanOrEqual(text.length);
  expect(sum).toBeLessThan(3 * text.length);
});

test.each(["`", "*", "_", "[", "]", "![", "&", "<", "\\", "`` ", "*a ", "_a", "[a](", "<a ", "&amp;", "\\|"])(
  "nothing is left of %j that a parser could look for the end of",
  (mark) => {
    for (const text of [
      `- x\n  ${`a ${mark.repeat(3)} b\n  `.repeat(50)}`,
      `a ${mark.repeat(100)}`,
      `> ${`a${mark}\n> `.repeat(50)}`,
    ])
      expect(maskInlineMarks(text)).not.toMatch(/[*_`!&[\]\\<]/);
  },
);

test("a document of 50 kB of back ticks, and of much of each other mark, is read", () => {
  for (const mark of ["`", "[", "*", "_", "<", "![", "[a](", "*a ", "` `` ", "<!-- ", "\\", "&#", "~", "|", "a@b."])
    expect(outline(parseMarkdown(mark.repeat((mark === "`" ? 50_000 : 5000) / mark.length))).length).toBeLessThan(3);
});
