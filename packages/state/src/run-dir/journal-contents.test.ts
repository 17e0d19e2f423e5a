import { createHash } from "node:crypto";

import { describe, expect, test } from "vitest";

import { isFabrikkError } from "../fabrikk-error.ts";
import { JournalEvent, type Seal } from "../records/journal-event.ts";
import { journalContents, type JournalContents } from "./journal-contents.ts";
import { encodeLine } from "./journal-line.ts";
import type { EpochFile } from "./scan-epoch.ts";

const at = "2026-11-20T08:51:41.000Z";
const opening = (seq: number, epoch: number, seals: readonly Seal[]) =>
  line({ v: 1, seq, at, type: "epoch-opened", epoch, pid: 1, seals });
const note = (seq: number, message = `note ${seq}`) =>
  line({
    v: 1,
    seq,
    at,
    type: "step-started",
    key: message,
    kind: "plan",
    digest: "0".repeat(64),
    intent: { crc: "0badcafe", list: [{ crc: "1" }] },
  });

describe("journalContents of one epoch", () => {
  const lines = [opening(1, 1, []), note(2), note(3), note(4)];
  const whole = Buffer.concat(lines);
  const ends = lines.map((_, index) => Buffer.concat(lines.slice(0, index + 1)).length);

  test("reads all records", () => {
    const contents = journalContents([file(1, whole)]);
    expect(contents.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(contents.warnings).toEqual([]);
    expect(contents.seals).toEqual([seal(1, whole)]);
    expect(journalContents([])).toEqual({ events: [], warnings: [], seals: [], unsealed: [] });
  });

  test("FAB-RUN-006: cut at any byte, it holds the records that are whole, and the rest is cut", () => {
    const { events } = journalContents([file(1, whole)]);
    for (let length = 0; length <= whole.length; length += 1) {
      const contents = journalContents([file(1, whole.subarray(0, length))]);
      // A record that lacks nothing but its newline counts.
      const good = ends.findLast((end) => end - 1 <= length) ?? 0;
      const count = ends.filter((end) => end - 1 <= length).length;
      const end = Math.min(good, length);
      expect(contents.events).toEqual(events.slice(0, count));
      expect(contents.seals).toEqual([seal(1, whole.subarray(0, end))]);
      expect(contents.warnings.map(({ code, offset, count: bytes }) => [code, offset, bytes])).toEqual(
        end === length ? [] : [["FABRIKK_STATE_TORN_TAIL", end, length - end]],
      );
    }
  });

  test("FAB-RUN-006: filled up with NUL bytes after any byte, it holds the records that are whole", () => {
    const { events } = journalContents([file(1, whole)]);
    for (let length = 0; length <= whole.length; length += 1) {
      const contents = journalContents([file(1, Buffer.concat([whole.subarray(0, length), Buffer.alloc(9)]))]);
      expect(contents.events).toEqual(events.slice(0, ends.filter((end) => end - 1 <= length).length));
      expect(contents.warnings).toHaveLength(1);
    }
  });

  test("FAB-RUN-006: a changed byte is damage, or cuts the last record; it never changes a record", () => {
    const { events } = journalContents([file(1, whole)]);
    for (const bytes of [whole, whole.subarray(0, -1), whole.subarray(0, -30)]) {
      const unterminated = bytes.lastIndexOf(0x0a) + 1;
      for (let offset = 0; offset < bytes.length; offset += 1) {
        for (const mask of [0x01, 0x20, 0x80, 0xff, (bytes[offset] ?? 0) ^ 0x0a, bytes[offset] ?? 1]) {
          if (mask === 0) continue;
          const changed = Buffer.from(bytes);
          changed[offset] = (changed[offset] ?? 0) ^ mask;
          const read = readOrDamage([file(1, changed)]);
          if (read instanceof Error) continue;
          expect(offset).toBeGreaterThanOrEqual(unterminated === bytes.length ? bytes.length - 1 : unterminated);
          expect(read.events).toEqual(events.slice(0, read.events.length));
        }
      }
    }
  });

  test("FAB-RUN-006: damage is named with file, byte and line, and a hint", () => {
    const changed = Buffer.from(whole);
    changed[(ends[1] ?? 0) + 20] = 0x58;
    const error = readOrDamage([file(1, changed)]);
    expect(error).toMatchObject({
      code: "FABRIKK_STATE_JOURNAL_DAMAGED",
      message: `journal/1.jsonl is damaged at byte ${ends[1]} (line 3): the checksum does not match`,
      details: { file: "journal/1.jsonl", offset: ends[1], line: 3 },
      hint: expect.stringContaining("Nothing was changed"),
    });
  });

  test.each([
    ["a line twice", [opening(1, 1, []), note(2), note(2)]],
    ["a line left out", [opening(1, 1, []), note(3)]],
    ["lines that changed places", [opening(1, 1, []), note(3), note(2)]],
    ["an empty line", [opening(1, 1, []), Buffer.from("\n"), note(2)]],
    ["another epoch's opening", [opening(1, 2, [])]],
    ["an opening in the middle", [opening(1, 1, []), opening(2, 1, [])]],
    ["no opening", [note(1)]],
    ["a record whose newline became another byte", [opening(1, 1, []).subarray(0, -1), Buffer.from("x"), note(2)]],
    ["a whole last record with a wrong checksum", [opening(1, 1, []), Buffer.from('{"v":1,"seq":2,"crc":"00000000"}')]],
  ])("FAB-RUN-006: %s is damage", (_, damaged) => {
    expect(readOrDamage([file(1, Buffer.concat(damaged))])).toMatchObject({ code: "FABRIKK_STATE_JOURNAL_DAMAGED" });
  });

  test.each(["terminated", "unterminated"])("FAB-RUN-007: a newer record is refused as such, %s", (end) => {
    const newer = Buffer.from(encodeLine({ ...JSON.parse('{"v":2,"seq":2}'), type: "of the future" }));
    const bytes = Buffer.concat([opening(1, 1, []), end === "terminated" ? newer : newer.subarray(0, -1)]);
    expect(readOrDamage([file(1, bytes)])).toMatchObject({
      code: "FABRIKK_STATE_JOURNAL_NEWER",
      details: { offset: opening(1, 1, []).length, line: 2, version: 2 },
    });
  });
});

describe("journalContents of several epochs", () => {
  const first = Buffer.concat([opening(1, 1, []), note(2)]);
  const second = Buffer.concat([opening(3, 2, [seal(1, first)]), note(4), note(5)]);
  const third = Buffer.concat([opening(6, 3, [seal(1, first), seal(2, second)]), note(7)]);

  test("FAB-RUN-001: seq runs on over the files", () => {
    const contents = journalContents([file(1, first), file(2, second), file(3, third)]);
    expect(contents.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(contents.seals).toEqual([seal(1, first), seal(2, second), seal(3, third)]);
  });

  test.each([note(6), note(3), Buffer.from("junk"), Buffer.from("junk\n"), Buffer.alloc(5)])(
    "FAB-RUN-004: what stands after a seal is ignored and reported (%#)",
    (tail) => {
      const contents = journalContents([file(1, first), file(2, Buffer.concat([second, tail])), file(3, third)]);
      expect(contents.events).toHaveLength(7);
      expect(contents.seals[1]).toEqual(seal(2, second));
      expect(contents.warnings).toEqual([
        {
          code: "FABRIKK_STATE_SEALED_TAIL",
          message: `journal/2.jsonl was sealed at byte ${second.length}: ${tail.length} bytes after it are ignored`,
          file: "journal/2.jsonl",
          offset: second.length,
          count: tail.length,
        },
      ]);
    },
  );

  test("a file that its writer left empty, or with half a line, seals nothing and is sealed itself", () => {
    for (const left of [0, 1, 20]) {
      const torn = opening(3, 2, [seal(1, first)]).subarray(0, left);
      const half = Buffer.concat([first, note(3).subarray(0, 10)]);
      const contents = journalContents([file(1, half), file(2, torn), file(3, Buffer.alloc(0))]);
      expect(contents.events).toHaveLength(2);
      expect(contents.seals).toEqual([seal(1, first), seal(2, Buffer.alloc(0)), seal(3, Buffer.alloc(0))]);
      const next = Buffer.concat([opening(3, 4, contents.seals), note(4)]);
      const later = journalContents([file(1, half), file(2, torn), file(3, Buffer.alloc(0)), file(4, next)]);
      expect(later.events).toHaveLength(4);
      expect(later.warnings.map(({ code }) => code)).toEqual(
        Array.from({ length: left === 0 ? 1 : 2 }, () => "FABRIKK_STATE_SEALED_TAIL"),
      );
    }
  });

  const otherNote = Buffer.concat([second.subarray(0, -note(5).length), note(5, "NOTE 5")]);
  const halfSealed = opening(6, 3, [seal(1, first), seal(2, second.subarray(0, -5))]);
  const oddSecond = opening(3, 2, [{ ...seal(1, first), length: 1 }]);
  const overOddSecond = opening(4, 3, [seal(1, first), seal(2, oddSecond)]);
  const lessSealed = opening(6, 3, [seal(2, second)]);
  const changedFirst = Buffer.from(first).fill("X", 40, 41);

  test.each([
    { what: "is missing", name: 2, reason: "epoch 1 before it is missing", files: [file(2, second), file(3, third)] },
    {
      what: "in the middle is missing",
      name: 3,
      reason: "epoch 2 before it is missing",
      files: [file(1, first), file(3, third)],
    },
    {
      what: "was shortened",
      name: 2,
      reason: "sealed at",
      files: [file(1, first), file(2, second.subarray(0, -1)), file(3, third)],
    },
    {
      what: "was emptied",
      name: 1,
      reason: "sealed at",
      files: [file(1, Buffer.alloc(0)), file(2, second), file(3, third)],
    },
    {
      what: "holds other records",
      name: 2,
      reason: "not those that",
      files: [file(1, first), file(2, otherNote), file(3, third)],
    },
    {
      what: "was sealed inside a record",
      name: 2,
      reason: "in the middle",
      files: [file(1, first), file(2, second), file(3, halfSealed)],
    },
    {
      what: "does not seal all before it",
      name: 3,
      reason: "does not seal",
      files: [file(1, first), file(2, second), file(3, lessSealed)],
    },
    {
      what: "contradicts a later seal",
      name: 2,
      reason: "contradict",
      files: [file(1, first), file(2, oddSecond), file(3, overOddSecond)],
    },
    {
      what: "was changed in a byte",
      name: 1,
      reason: "checksum",
      files: [file(1, changedFirst), file(2, second), file(3, third)],
    },
  ])("FAB-RUN-006: a file that $what is damage", ({ name, reason, files }) => {
    expect(readOrDamage(files)).toMatchObject({
      code: "FABRIKK_STATE_JOURNAL_DAMAGED",
      details: { file: `journal/${name}.jsonl`, reason: expect.stringContaining(reason) },
    });
  });

  test("FAB-RUN-006: every changed byte of a sealed epoch is damage", () => {
    for (let offset = 0; offset < second.length; offset += 1) {
      const changed = Buffer.from(second);
      changed[offset] = (changed[offset] ?? 0) ^ 0x01;
      expect(readOrDamage([file(1, first), file(2, changed), file(3, third)])).toBeInstanceOf(Error);
    }
  });
});

function line(record: unknown): Buffer {
  return encodeLine(JournalEvent.parse(record));
}

function file(epoch: number, bytes: Buffer): EpochFile {
  return { epoch, path: `journal/${epoch}.jsonl`, bytes };
}

function seal(epoch: number, bytes: Buffer): Seal {
  return { epoch, length: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function readOrDamage(files: readonly EpochFile[]): JournalContents | Error {
  try {
    return journalContents(files);
  } catch (error) {
    if (isFabrikkError(error)) return error;
    throw error;
  }
}
