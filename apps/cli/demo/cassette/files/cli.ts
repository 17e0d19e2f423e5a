import { DurationError } from "./duration-error.ts";
import { format } from "./format.ts";
import { parse } from "./parse.ts";

const usage = 'usage: duration <text or milliseconds>, e.g. duration "1h 30m" or duration 5400000';

try {
  process.stdout.write(`${convert(process.argv.slice(2))}\n`);
} catch (error) {
  if (!(error instanceof DurationError)) throw error;
  process.stderr.write(`duration: ${error.message}\n${usage}\n`);
  process.exitCode = 2;
}

/** A plain number is milliseconds to write; anything else is a duration to read. */
function convert(words: readonly string[]): string {
  const text = words.join(" ");
  return /^-?\d+$/.test(text) ? format(Number(text)) : String(parse(text));
}
