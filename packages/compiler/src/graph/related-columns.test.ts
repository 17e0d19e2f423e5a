import * as fc from "fast-check";
import { expect, test } from "vitest";

import { task } from "../../test/artifacts.ts";
import { fileRelations } from "./file-relations.ts";
import { relatedColumns } from "./related-columns.ts";
import { scopeTable } from "./scope-table.ts";

const globs = fc.constantFrom("a", "b", "src/a", "src/b", "src/*", "src/**", "lib/**", "lib/x", "lib/[xy]");
const scopes = fc.array(
  fc.record({
    owned: fc.array(globs, { maxLength: 1 }),
    shared: fc.array(globs, { maxLength: 1 }),
    read_only: fc.array(globs, { maxLength: 4 }),
    unscoped: fc.constantFrom(true, ...Array.from({ length: 20 }, () => false)),
  }),
  { minLength: 40, maxLength: 80 },
);

test("FAB-PLAN-007: the related columns are those that are related one by one, for all columns and for some", () => {
  fc.assert(
    fc.property(scopes, fc.integer({ min: 1, max: 3 }), (drafts, step) => {
      const tasks = drafts.map(({ unscoped, ...scope }, index) => task(`t${index}`, { scope, unscoped }));
      const table = scopeTable(tasks);
      const [relationsOf, relatedTo] = [fileRelations(table), relatedColumns(table)];
      const columns = [...tasks.keys()].filter((index) => index % step === 0).toReversed();
      const related = relatedTo(columns);
      for (const each of tasks.keys()) {
        const isRelated = relationsOf(each);
        const bits = related(each);
        const found = columns.filter((_, place) => ((bits?.[place >> 5] ?? 0) & (1 << (place & 31))) !== 0);
        expect(found.filter((column) => column !== each)).toEqual(
          columns.filter((column) => column !== each && isRelated(column)),
        );
      }
    }),
    { numRuns: 100 },
  );
});
