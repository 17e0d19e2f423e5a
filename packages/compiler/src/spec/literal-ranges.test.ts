import * as fc from "fast-check";
import { expect, test } from "vitest";

import { literalRanges } from "./literal-ranges.ts";
import { oneLine } from "./one-line.ts";
import { hideCode } from "./sentences.ts";

const pieces = fc.array(fc.constantFrom("`", "``", "```", "<!--", "-->", "a", " ", "\n", "--", ">"), { maxLength: 20 });

test("back ticks close as many of them, comments close once, and what is not closed is prose", () => {
  const found = (text: string) => literalRanges(text).map(({ what, from, to }) => `${what} ${text.slice(from, to)}`);
  expect(found("`a` ``b ` c`` `d")).toEqual(["code `a`", "code ``b ` c``"]);
  expect(found("<!-- `a --> `b` <!-- c")).toEqual(["comment <!-- `a -->", "code `b`"]);
  expect(found("` <!-- ` -->")).toEqual(["code ` <!-- `"]);
  expect(oneLine("a <!-- b\nc --> d\n  `<!-- e -->`")).toBe("a d `<!-- e -->`");
});

test("the ranges are those that a search for each mark by itself finds", () => {
  fc.assert(
    fc.property(pieces, (all) => {
      const text = all.join("");
      const expected = [...text.matchAll(/(?<!`)(`+)(?!`)[\s\S]*?[^`]\1(?!`)|<!--[\s\S]*?-->/g)].map(
        ({ index, 0: found }) => [index, index + found.length],
      );
      expect(literalRanges(text).map(({ from, to }) => [from, to])).toEqual(expected);
      expect(hideCode(text)).toHaveLength(text.length);
    }),
    { numRuns: 2000 },
  );
});

test("the end of a comment is looked for once, however many begin", () => {
  let looks = 0;
  const text = new Proxy(new String("a <!-- ".repeat(2000)), {
    get(target, name) {
      if (name === "indexOf") looks += 1;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  expect(literalRanges(text as unknown as string)).toEqual([]);
  expect(looks).toBe(1);
});
