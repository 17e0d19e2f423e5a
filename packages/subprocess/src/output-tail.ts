/** What is kept of each stream, in bytes. */
const tailBytes = 16 * 1024;

/** The end of a text that may be very long, in bounded memory. */
export interface OutputTail {
  append(text: string): void;
  /** The last 16 KiB, cut between two characters. */
  text(): string;
}

/** An {@link OutputTail} that holds nothing yet. */
export function createOutputTail(): OutputTail {
  let kept = "";
  return {
    append(text) {
      // 16 Ki UTF-16 units hold 16 KiB of UTF-8 or more; cutting at twice that keeps appending cheap.
      kept = kept.length + text.length > 2 * tailBytes ? (kept + text).slice(-tailBytes - 1) : kept + text;
    },
    text: () => lastBytes(kept),
  };
}

function lastBytes(text: string): string {
  const bytes = Buffer.from(text);
  let start = Math.max(0, bytes.length - tailBytes);
  while (isContinuation(bytes[start])) start += 1;
  return bytes.subarray(start).toString();
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0b1100_0000) === 0b1000_0000;
}
