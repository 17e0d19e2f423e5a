import { literalRanges } from "./literal-ranges.ts";

/** One value of a list, and whether it stands in back ticks. */
export interface ListedValue {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** The values of a list such as `a, b` or `` `a` and `b`, c ``. Commas in braces and back ticks do not separate; words around a value in back ticks are for people. */
export function listedValues(markdown: string): readonly ListedValue[] {
  return splitList(markdown.trim().replace(/\.$/, "")).flatMap((part): readonly ListedValue[] => {
    const spans = codeSpans(part);
    if (spans.length > 0) return spans.flatMap(splitList).map((text) => ({ text, isQuoted: true }));
    return [{ text: part.replace(/\\([!-/:-@[-`{-~])/g, "$1"), isQuoted: false }];
  });
}

/** The texts in back ticks, in order. */
export function codeSpans(markdown: string): readonly string[] {
  return literalRanges(markdown)
    .filter(({ what }) => what === "code")
    .map(({ from, to, ticks }) => markdown.slice(from + ticks, to - ticks).trim());
}

function splitList(list: string): readonly string[] {
  const values: string[] = [];
  let [depth, isCode, value] = [0, false, ""];
  for (const character of list) {
    if (character === "`") isCode = !isCode;
    if (!isCode && character === "{") depth += 1;
    if (!isCode && character === "}") depth = Math.max(0, depth - 1);
    if (character === "," && depth === 0 && !isCode) {
      values.push(value);
      value = "";
    } else value += character;
  }
  return [...values, value].map((each) => each.trim()).filter((each) => each !== "");
}
