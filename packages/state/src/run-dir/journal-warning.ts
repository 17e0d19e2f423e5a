import type { ErrorCode } from "../fabrikk-error.ts";

/** Bytes of the journal that do not count, and stop nothing. */
export interface JournalWarning {
  /** `FABRIKK_STATE_TORN_TAIL`: an unfinished record was cut. `FABRIKK_STATE_SEALED_TAIL`: bytes after a seal are ignored. */
  readonly code: ErrorCode;
  readonly message: string;
  readonly file: string;
  /** Where the bytes start, counted from 0. */
  readonly offset: number;
  /** How many there are. */
  readonly count: number;
}

/** The end of the newest file is an unfinished record, never acknowledged: it is cut (FAB-RUN-006). */
export function tornTail(file: string, offset: number, count: number): JournalWarning {
  const message = `${file} ends in an unfinished record: ${count} bytes from byte ${offset} are cut`;
  return { code: "FABRIKK_STATE_TORN_TAIL", message, file, offset, count };
}

/** There are bytes after the end that a successor sealed: cut there, or written later by a revived engine (J6). */
export function sealedTail(file: string, offset: number, count: number): JournalWarning {
  const message = `${file} was sealed at byte ${offset}: ${count} bytes after it are ignored`;
  return { code: "FABRIKK_STATE_SEALED_TAIL", message, file, offset, count };
}
