import { crc32 } from "node:zlib";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { JournalEvent } from "../records/journal-event.ts";
import { decodeLine, encodeLine, holdWholeRecord } from "./journal-line.ts";

const event = JournalEvent.parse({ v: 1, seq: 7, at: "2026-11-20T08:51:41.000Z", type: "run-started", generation: 1 });

/** A line with the right checksum, whatever it says. */
function sealed(body: string): Buffer {
  return Buffer.from(`${body},"crc":"${crc32(body).toString(16).padStart(8, "0")}"}`);
}

describe("encodeLine", () => {
  test("writes one object a line, its checksum last", () => {
    const line = encodeLine(event).toString();
    const body = '{"v":1,"seq":7,"at":"2026-11-20T08:51:41.000Z","type":"run-started","generation":1';
    expect(line).toBe(`${body},"crc":"${crc32(body).toString(16).padStart(8, "0")}"}\n`);
  });

  test("is undone by decodeLine, whatever the record holds", () => {
    const intents = fc.oneof(fc.jsonValue(), fc.constant({ crc: "00000000", nested: [{ a: 1, crc: "deadbeef" }] }));
    fc.assert(
      fc.property(intents, fc.string({ unit: "binary", minLength: 1 }), (intent, key) => {
        const place = { v: 1, seq: 1, at: event.at };
        const json = JSON.parse(
          JSON.stringify({ ...place, type: "step-started", key, kind: "plan", digest: "0".repeat(64), intent }),
        );
        const record = JournalEvent.parse(json);
        const line = encodeLine(record);
        expect(line.indexOf(0x0a)).toBe(line.length - 1);
        expect(line.includes(0)).toBe(false);
        expect(decodeLine(line.subarray(0, -1))).toEqual({ state: "record", event: record });
        expect(holdWholeRecord(Buffer.concat([line.subarray(0, -1), Buffer.from("x")]))).toBe(true);
        expect(holdWholeRecord(line.subarray(0, -2))).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});

describe("decodeLine", () => {
  test("FAB-RUN-006: takes no line of which one bit was changed", () => {
    const line = encodeLine(event).subarray(0, -1);
    for (let bit = 0; bit < line.length * 8; bit += 1) {
      const changed = Buffer.from(line);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(decodeLine(changed).state).toBe("damaged");
    }
  });

  test("FAB-RUN-007: tells a newer record from a damaged one", () => {
    expect(decodeLine(sealed('{"v":2,"seq":1,"shape":"unheard of"'))).toEqual({ state: "newer", version: 2 });
    expect(decodeLine(Buffer.from('{"v":2,"seq":1,"crc":"00000000"}')).state).toBe("damaged");
  });

  test.each([
    ["an unknown type", '{"v":1,"seq":1,"at":"2026-11-20T08:51:41.000Z","type":"unheard-of"'],
    ["an unknown field", '{"v":1,"seq":1,"at":"2026-11-20T08:51:41.000Z","type":"run-started","generation":1,"more":1'],
    ["a missing field", '{"v":1,"seq":1,"at":"2026-11-20T08:51:41.000Z","type":"run-started"'],
    ["version 0", '{"v":0,"seq":1,"at":"2026-11-20T08:51:41.000Z","type":"run-started","generation":1'],
    ["no JSON", '{"v":1,'],
  ])("is not content with %s under a right checksum", (_, body) => {
    expect(decodeLine(sealed(body)).state).toBe("damaged");
  });
});
