import * as fc from "fast-check";
import { expect, test } from "vitest";

import { splitLines } from "./split-lines.ts";

function linesOf(pieces: readonly Uint8Array[], mostBytes: number): string[] {
  const lines: string[] = [];
  const splitter = splitLines(mostBytes, (line) => lines.push(line));
  for (const piece of pieces) splitter.push(piece);
  splitter.end();
  return lines;
}

const text = fc.array(fc.constantFrom("a", "grüße", "日本", "\n", "\r\n", " ", "word ".repeat(900)), { maxLength: 30 });

test("however the bytes come, the lines are those of the text", () => {
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1 }), (words, sizes) => {
      const whole = Buffer.from(words.join(""));
      const pieces: Buffer[] = [];
      for (let from = 0, at = 0; from < whole.length; at += 1) {
        const size = sizes[at % sizes.length] ?? 1;
        pieces.push(whole.subarray(from, from + size));
        from += size;
      }
      const expected = whole.toString().split(/\r?\n/);
      if (expected.at(-1) === "") expected.pop();
      expect(linesOf(pieces, 1_000_000)).toEqual(expected);
    }),
  );
});

test("of a long line the rest is left out, and the next one is whole again", () => {
  const pieces = ["123456", "789\n", "ab", "\n", "12345678", "9"].map((piece) => Buffer.from(piece));
  expect(linesOf(pieces, 8)).toEqual(["12345678", "ab", "12345678"]);
});
