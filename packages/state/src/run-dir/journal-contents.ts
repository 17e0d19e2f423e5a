import { createHash } from "node:crypto";

import type { JournalEvent, Seal } from "../records/journal-event.ts";
import { journalDamaged } from "./journal-error.ts";
import { sealedTail, tornTail, type JournalWarning } from "./journal-warning.ts";
import { firstRecord, scanEpoch, type EpochFile } from "./scan-epoch.ts";

/** All that the files of a journal say. */
export interface JournalContents {
  readonly events: readonly JournalEvent[];
  readonly warnings: readonly JournalWarning[];
  /** One seal for every file, as its next writer records them (J6). */
  readonly seals: readonly Seal[];
  /** The files that no writer has sealed yet. */
  readonly unsealed: readonly string[];
}

/**
 * Reads the files of a journal in the order of their epochs. The newest file that holds a record says what the files
 * before it are worth; of those only the sealed length counts. It and the empty files after it are not sealed yet.
 * @throws FabrikkError `FABRIKK_STATE_JOURNAL_DAMAGED`, `FABRIKK_STATE_JOURNAL_NEWER`
 */
export function journalContents(files: readonly EpochFile[]): JournalContents {
  checkComplete(files);
  const known = newestSeals(files);
  const events: JournalEvent[] = [];
  const warnings: JournalWarning[] = [];
  const seals: Seal[] = [];
  for (const file of files) {
    const seal = known[file.epoch - 1];
    const bytes = seal === undefined ? file.bytes : sealedBytes(file, seal);
    const scan = scanEpoch({ ...file, bytes }, events.length + 1, seal !== undefined);
    const worth = sealOf(file, scan.length);
    if (seal !== undefined && seal.sha256 !== worth.sha256) {
      throw journalDamaged(startOf(file), "its records are whole, but not those that its successor sealed");
    }
    checkSealsAgree(file, scan.events[0], seals);
    const rest = file.bytes.length - scan.length;
    if (rest > 0) warnings.push((seal === undefined ? tornTail : sealedTail)(file.path, scan.length, rest));
    seals.push(worth);
    for (const event of scan.events) events.push(event);
  }
  return { events, warnings, seals, unsealed: files.slice(known.length).map(({ path }) => path) };
}

function checkComplete(files: readonly EpochFile[]): void {
  for (const [index, file] of files.entries()) {
    if (file.epoch !== index + 1)
      throw journalDamaged(startOf(file), `the file of epoch ${index + 1} before it is missing`);
  }
}

/** The seals in the newest file that holds a record: one for each file before it. */
function newestSeals(files: readonly EpochFile[]): readonly Seal[] {
  for (const file of files.toReversed()) {
    const opening = firstRecord(file);
    if (opening === null) continue;
    const seals = opening.type === "epoch-opened" ? opening.seals : [];
    const whole = seals.length === file.epoch - 1 && seals.every((seal, index) => seal.epoch === index + 1);
    if (!whole) throw journalDamaged(startOf(file), "it does not seal every epoch before it");
    return seals;
  }
  return [];
}

function sealedBytes(file: EpochFile, seal: Seal): Buffer {
  const { length } = file.bytes;
  if (length >= seal.length) return file.bytes.subarray(0, seal.length);
  throw journalDamaged(
    { ...startOf(file), offset: length },
    `it was sealed at ${seal.length} bytes and holds ${length}`,
  );
}

/** What an epoch sealed, every later one must have sealed alike. */
function checkSealsAgree(file: EpochFile, opening: JournalEvent | undefined, seals: readonly Seal[]): void {
  if (opening?.type !== "epoch-opened" || JSON.stringify(opening.seals) === JSON.stringify(seals)) return;
  throw journalDamaged(startOf(file), "its seals contradict those of a later epoch");
}

function startOf(file: EpochFile): { file: string; offset: number; line: number } {
  return { file: file.path, offset: 0, line: 1 };
}

function sealOf({ epoch, bytes }: EpochFile, length: number): Seal {
  return { epoch, length, sha256: createHash("sha256").update(bytes.subarray(0, length)).digest("hex") };
}
