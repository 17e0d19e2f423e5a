import { crc32 } from "node:zlib";

import { JournalEvent } from "../records/journal-event.ts";

const checksumKey = ',"crc":"';
/** `,"crc":"xxxxxxxx"}` */
const checksumLength = checksumKey.length + 8 + 2;
const newestVersion = 1;

/** What one line, without its newline, turned out to be. */
export type DecodedLine =
  | { readonly state: "record"; readonly event: JournalEvent }
  | { readonly state: "damaged"; readonly reason: string }
  | { readonly state: "newer"; readonly version: number };

/**
 * The line of a record, newline included: one JSON object whose last member is `crc`, the CRC-32 in eight lower-case
 * hexadecimal digits over all bytes of the line before `,"crc"`. It is against accidents only. Every version of the
 * journal keeps this frame, so that a newer record is told from a damaged one (FAB-RUN-006, FAB-RUN-007).
 */
export function encodeLine(event: JournalEvent): Buffer {
  const body = JSON.stringify(event).slice(0, -1);
  return Buffer.from(`${body}${checksumKey}${checksumOf(crc32(body))}"}\n`);
}

/** Reads a line back: checksum first, then the version, then the shape. */
export function decodeLine(line: Buffer): DecodedLine {
  if (!endsInItsChecksum(line)) return { state: "damaged", reason: "the checksum does not match" };
  const value = parseObject(line);
  if (value === null) return { state: "damaged", reason: "it is not a JSON object" };
  if (typeof value["v"] === "number" && value["v"] > newestVersion) return { state: "newer", version: value["v"] };
  const { crc: _, ...record } = value;
  const parsed = JournalEvent.safeParse(record);
  if (parsed.success) return { state: "record", event: parsed.data };
  const [issue] = parsed.error.issues;
  return { state: "damaged", reason: `it is no journal record: ${issue?.path.join(".")}: ${issue?.message}` };
}

/** Do bytes without a newline begin with a record whose checksum is right, or are they one whole JSON object? */
export function holdWholeRecord(bytes: Buffer): boolean {
  if (parseObject(bytes) !== null) return true;
  let sum = 0;
  let summed = 0;
  for (let at = bytes.indexOf(checksumKey); at !== -1; at = bytes.indexOf(checksumKey, at + 1)) {
    sum = crc32(bytes.subarray(summed, at), sum);
    summed = at;
    if (bytes.toString("latin1", at, at + checksumLength) === `${checksumKey}${checksumOf(sum)}"}`) return true;
  }
  return false;
}

function endsInItsChecksum(line: Buffer): boolean {
  const at = line.length - checksumLength;
  return at > 0 && line.toString("latin1", at) === `${checksumKey}${checksumOf(crc32(line.subarray(0, at)))}"}`;
}

function parseObject(bytes: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(bytes.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function checksumOf(sum: number): string {
  return sum.toString(16).padStart(8, "0");
}
