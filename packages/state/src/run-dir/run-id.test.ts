import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { RunId } from "../records/identifiers.ts";
import { newRunId, runIdTime } from "./run-id.ts";

const now = Date.UTC(2026, 10, 20, 8, 51, 41, 123);
const random = Buffer.from([0xa5]);

describe("newRunId", () => {
  test.each([
    ["Interval Library", "interval-library"],
    ["  Żółta łódź: 2nd try! ", "zo-ta-odz-2nd-try"],
    ["日本語", "run"],
    ["", "run"],
    ["---", "run"],
    ["a".repeat(60), "a".repeat(40)],
    [`${"a".repeat(39)} b`, "a".repeat(39)],
  ])("of %j starts with %s", (title, slug) => {
    expect(newRunId(title, now, random)).toBe(`${slug}-d1z0kr3gx5`);
  });

  test("is a run id with the time in it, whatever the title", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }),
        fc.nat({ max: 2 ** 42 - 1 }),
        fc.nat({ max: 255 }),
        (title, ms, byte) => {
          const id = newRunId(title, ms, Uint8Array.of(byte));
          expect(RunId.safeParse(id).success).toBe(true);
          expect(id).toMatch(/-[0-9a-hjkmnp-tv-z]{10}$/);
          expect(runIdTime(id)).toBe(ms);
        },
      ),
    );
  });

  test("differs by the random byte, and sorts by time", () => {
    expect(newRunId("x", now, Buffer.from([1]))).not.toBe(newRunId("x", now, Buffer.from([2])));
    expect(newRunId("x", now, Buffer.from([255])) < newRunId("x", now + 1, Buffer.from([0]))).toBe(true);
  });
});

describe("runIdTime", () => {
  test.each(["run", "by-hand", "x-123456789", "x-illegal-ou"])("is null for %s", (id) => {
    expect(runIdTime(id)).toBeNull();
  });
});
