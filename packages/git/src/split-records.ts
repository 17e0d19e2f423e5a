/** One record of git's `-z` output. */
export interface GitRecord {
  /** The record as text; bytes as Latin-1 characters where it is not UTF-8. */
  readonly text: string;
  readonly utf8: boolean;
}

/** Splits git's NUL-terminated output. Paths are bytes in git; only UTF-8 ones can be paths here, so each record says whether it is. */
export function splitRecords(output: Uint8Array): readonly GitRecord[] {
  const whole = decodeUtf8(output);
  if (whole !== null) return splitAtNul(whole).map((text) => ({ text, utf8: true }));
  return splitAtNul(Buffer.from(output).toString("latin1")).map((bytes) => {
    const text = decodeUtf8(Buffer.from(bytes, "latin1"));
    return text === null ? { text: bytes, utf8: false } : { text, utf8: true };
  });
}

function splitAtNul(text: string): readonly string[] {
  const records = text.split("\0");
  if (records.at(-1) === "") records.pop();
  return records;
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
