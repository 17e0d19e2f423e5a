import * as fc from "fast-check";
import { expect, test } from "vitest";

import { markerOf, newMark } from "./guard-mark.ts";

test("a marker is read back whole from its mark, and two marks of one marker differ", () => {
  fc.assert(
    fc.property(fc.string(), (marker) => {
      expect(markerOf(newMark(marker))).toBe(marker);
      expect(newMark(marker)).not.toBe(newMark(marker));
    }),
  );
});
