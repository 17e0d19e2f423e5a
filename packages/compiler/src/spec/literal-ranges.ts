/** Inline code or a comment: a part of a text that is not prose. Offsets of its first character and of the one after its last. */
export interface LiteralRange {
  readonly what: "code" | "comment";
  readonly from: number;
  readonly to: number;
  /** How many back ticks open it; 0 for a comment. */
  readonly ticks: number;
}

/**
 * The inline code and the comments of a Markdown text, in order. Back ticks are closed by as many of them; what is not
 * closed is prose. Cost grows with the text's length, whatever stands in it.
 */
export function literalRanges(text: string): readonly LiteralRange[] {
  if (!text.includes("`") && !text.includes("<!--")) return [];
  const runs = runsByLength(text);
  const ranges: LiteralRange[] = [];
  let end = 0;
  let close = 0;
  for (const { index, 0: mark } of text.matchAll(/`+|<!--/g)) {
    if (index < end) continue;
    if (mark === "<!--") {
      if (close !== -1 && close < index + 4) close = text.indexOf("-->", index + 4);
      if (close === -1) continue;
      end = close + 3;
      ranges.push({ what: "comment", from: index, to: end, ticks: 0 });
    } else {
      const closing = nextStart(runs.get(mark.length), index);
      if (closing === undefined) continue;
      end = closing + mark.length;
      ranges.push({ what: "code", from: index, to: end, ticks: mark.length });
    }
  }
  return ranges;
}

interface Runs {
  readonly starts: number[];
  next: number;
}

/** Where the next run of the same length starts; asked for in order. */
function nextStart(same: Runs | undefined, index: number): number | undefined {
  if (same === undefined) return undefined;
  while ((same.starts[same.next] ?? Infinity) <= index) same.next += 1;
  return same.starts[same.next];
}

function runsByLength(text: string): ReadonlyMap<number, Runs> {
  const runs = new Map<number, Runs>();
  for (const { index, 0: run } of text.matchAll(/`+/g)) {
    const same = runs.get(run.length);
    if (same) same.starts.push(index);
    else runs.set(run.length, { starts: [index], next: 0 });
  }
  return runs;
}
