/** The middle of several measurements and how far they lie apart. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The spread of one measurement or more. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new RangeError("a spread needs a measurement");
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? max;
  return { median: sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? min) + upper) / 2, min, max };
}
