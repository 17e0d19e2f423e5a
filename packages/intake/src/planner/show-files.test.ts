import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { showFiles } from "./show-files.ts";

const files = ["README.md", "src/a.ts", "src/deep/b.ts", "src/deep/down/c.ts", "src/deep/down/d.ts"];

describe("FAB-PLAN-010: a large repository is shown to the planner by a stated rule", () => {
  test.each([
    { most: 1000, lines: files, isWhole: true },
    { most: 70, lines: ["README.md", "src/a.ts", "src/deep/b.ts", "src/deep/down/ (2 files)"], isWhole: false },
    { most: 45, lines: ["README.md", "src/a.ts", "src/deep/ (3 files)"], isWhole: false },
    { most: 30, lines: ["README.md", "src/ (4 files)"], isWhole: false },
    { most: 12, lines: ["README.md", "(and 1 more at the top of the repository)"], isWhole: false },
  ])("in $most characters", ({ most, lines, isWhole }) => {
    expect(showFiles(files, most)).toEqual({ lines, isWhole });
  });

  test("every file is shown or counted", () => {
    const path = fc
      .array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 5 })
      .map((names) => `${names.join("/")}.ts`);
    const check = fc.property(fc.uniqueArray(path), fc.integer({ min: 60, max: 300 }), (all, most) => {
      const { lines } = showFiles(all.toSorted(), most);
      const counted = lines.reduce((total, line) => total + Number(/\((\d+) files?\)$/.exec(line)?.[1] ?? 1), 0);
      expect(counted).toBe(all.length);
      expect(lines.join("\n").length).toBeLessThanOrEqual(most);
    });
    fc.assert(check);
  });

  test("an empty repository has no lines", () => {
    expect(showFiles([], 100)).toEqual({ lines: [], isWhole: true });
  });
});
