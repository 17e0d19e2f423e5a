import * as fc from "fast-check";
import { expect, test } from "vitest";

import { createOutputTail } from "./output-tail.ts";

const pieces = fc.array(fc.tuple(fc.string({ unit: "grapheme", maxLength: 20 }), fc.integer({ min: 0, max: 1500 })));

test("the tail is the end of the text: all of it, or just under 16 KiB of whole characters", () => {
  fc.assert(
    fc.property(pieces, (repeated) => {
      const texts = repeated.map(([text, times]) => text.repeat(times));
      const tail = createOutputTail();
      for (const text of texts) tail.append(text);
      const whole = texts.join("");
      const kept = tail.text();
      expect(whole.endsWith(kept)).toBe(true);
      const most = Math.min(16_384, Buffer.byteLength(whole));
      expect(Buffer.byteLength(kept)).toBeLessThanOrEqual(most);
      expect(Buffer.byteLength(kept)).toBeGreaterThan(most - (kept === whole ? 1 : 4));
    }),
    { numRuns: 50 },
  );
});
