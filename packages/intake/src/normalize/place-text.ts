import type { SourceRange } from "@fabrikk/state";

/** `spec.md:3` or `spec.md:3-5`. */
export function placeText({ file, lines: [from, to] }: SourceRange): string {
  return `${file}:${from}${to === from ? "" : `-${to}`}`;
}
