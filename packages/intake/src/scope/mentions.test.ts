import * as fc from "fast-check";
import { expect, test } from "vitest";

import { mentionsOf } from "./mentions.ts";

const quoted = (path: string) => ({ path, isQuoted: true });
const bare = (path: string) => ({ path, isQuoted: false });

test.each([
  ["`src/a.ts` adds", [quoted("src/a.ts")]],
  ["run `node ./src/a.ts:12 --fast`", [quoted("node"), quoted("src/a.ts"), quoted("--fast")]],
  ["in src/a.ts:3:4, and lib/b.py.", [bare("src/a.ts"), bare("lib/b.py")]],
  ["**src/a.ts** and _lib/b.py_ and __init__.py", [bare("src/a.ts"), bare("lib/b.py"), bare("__init__.py")]],
  ["[the parser](src/a.ts#L10-L20), [src/b.ts](src/b.ts)", [bare("src/a.ts"), bare("src/b.ts")]],
  ["`app/[id]/page.tsx` and app/[id]/page.tsx", [quoted("app/[id]/page.tsx")]],
  ["(see `docs/api.md`) and as described in docs/b.md", []],
  ["see docs/a.md; src/b.ts changes", [bare("src/b.ts")]],
  ["https://example.com/a/b.html and `ftp://x/y.txt`", []],
  ["`../out.ts` ~/a.ts /etc/passwd.txt `src/*.ts` `a//b.ts`", []],
  ["and/or, 1.5, v1.2, e.g. this", [bare("e.g")]],
  ["`a` unclosed `src/b.ts", [quoted("a"), bare("`src/b.ts")]],
])("FAB-PLAN-010: the paths in %j", (text, paths) => {
  expect(mentionsOf(text).paths).toEqual(paths);
});

test.each([
  ["`parseLine` and `LineParser.next()` and `load()`", ["parseLine", "LineParser", "load"]],
  ["`parse_line(text)` `Foo::bar` `it` `status` parseLine `a b`", ["Foo"]],
  ["see `parseLine`", []],
])("FAB-PLAN-010: the names in the code in %j", (text, names) => {
  expect(mentionsOf(text).names).toEqual(names);
});

test("FAB-PLAN-010: no mention leaves the repository or is a glob, whatever the text", () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom("../", "/", "`", "./", "a.ts", "*", "see ", " ", "src/", ":1", "[", "]", "~/"),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      for (const { path } of mentionsOf(words.join("")).paths) {
        expect(path).not.toMatch(/^[/~]|[*?{}\\]|(?:^|\/)(?:\.\.?)?(?:\/|$)/);
      }
    }),
    { numRuns: 300 },
  );
});
