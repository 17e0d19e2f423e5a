import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { findingId } from "./finding-id.ts";

const fault = {
  category: "edge-cases",
  file: "src/parse.ts",
  requirement_id: "REQ-1",
  statement: "The parser loops for ever on an empty line (src/parse.ts:12:3)",
} as const;

describe("FAB-CNC-006: the key of a finding", () => {
  test("survives shifted lines, letter case, punctuation and word order", () => {
    const reworded = { ...fault, statement: "On an EMPTY line, the parser loops for ever: `src/parse.ts:40`" };
    expect(findingId(reworded)).toBe(findingId(fault));
    expect(findingId({ ...fault, statement: "loops at line 3" })).toBe(
      findingId({ ...fault, statement: "loops, at lines 7-9" }),
    );
  });

  test.each([
    { category: "concurrency" },
    { file: "src/print.ts" },
    { file: null },
    { requirement_id: "REQ-2" },
    { statement: "Prints twice" },
  ] as const)("is another one for %j", (difference) => {
    expect(findingId({ ...fault, ...difference })).not.toBe(findingId(fault));
  });

  test("is well-formed for any statement", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "binary" }), (statement) =>
        /^f-[0-9a-f]{12}$/.test(findingId({ ...fault, statement })),
      ),
    );
  });
});
