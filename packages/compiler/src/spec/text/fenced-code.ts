import type { ExamplePart, LinePlace } from "./text-markup.ts";

/** Code in a fence of back ticks or tildes, up to the same fence or the end. */
export function fencedCode({ lines, at }: LinePlace): ExamplePart | null {
  const [, fence = "", language = ""] = /^[ \t]*(`{3,}|~{3,})[ \t]*([^\s`]*)[^`]*$/.exec(lines[at] ?? "") ?? [];
  if (fence === "") return null;
  return { what: "code", language: language.toLowerCase(), end: endOfDelimited(lines, at, fence) };
}

/** Index of the line after the one that closes what the line at `at` opens; the end where none does. */
export function endOfDelimited(lines: readonly string[], at: number, delimiter: string): number {
  for (let index = at + 1; index < lines.length; index += 1) if (lines[index]?.trim() === delimiter) return index + 1;
  return lines.length;
}
