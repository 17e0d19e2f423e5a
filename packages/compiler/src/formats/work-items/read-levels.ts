import { TestLevel } from "@fabrikk/state";

import { noteUse, refuseValue, type DataLedger } from "../../data/data-ledger.ts";
import type { DataNode } from "../../data/data-node.ts";
import { readTexts } from "../../data/read-values.ts";
import { directiveWords } from "../../spec/directive-words.ts";

/** Test levels: `L1`, `L1, L2`, or a list of them, in order and each once. */
export function readLevels(ledger: DataLedger, node: DataNode, owner: DataNode): readonly TestLevel[] {
  noteUse(ledger, node, { what: "test levels", owner });
  const levels = readTexts(ledger, node).flatMap(({ text, node: place }) =>
    directiveWords(text).flatMap((word) => {
      const { data } = TestLevel.safeParse(word.toUpperCase());
      if (data !== undefined) return [data];
      const message = `"${word}" is no test level: write some of L0, L1, L2, L3`;
      refuseValue(ledger, place, { code: "FABRIKK_COMPILER_TEST_LEVEL_INVALID", message });
      return [];
    }),
  );
  return [...new Set(levels)].toSorted();
}
