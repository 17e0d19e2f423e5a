import type { BenchLine } from "./bench-row.ts";
import { childAnswer } from "./child-answer.ts";
import { spreadOf, type Spread } from "./spread.ts";

/** What one piece of work cost, in a process of its own. */
export interface WorkCost {
  /** CPU time of all threads, collection included. */
  readonly cpuMs: number;
  /** The most memory before the work and after it. */
  readonly beforeMib: number;
  readonly peakMib: number;
}

/** Work that is done at growing sizes, each in a process of its own. */
export interface GrowingWork {
  /** A program of this folder; its arguments are `words` and the size; it sends a `WorkCost`. */
  readonly program: URL;
  readonly words: readonly string[];
  /** Ascending. */
  readonly sizes: readonly number[];
  /** What a size counts: `tasks`. */
  readonly unit: string;
  readonly mostRounds: number;
  /** No round begins after this: work that has become slow is reported, and does not hold up the rest. */
  readonly patienceMs: number;
}

/** What growing work cost: one list a round, in the order of the sizes. */
export interface Growth {
  readonly work: GrowingWork;
  readonly rounds: readonly (readonly WorkCost[])[];
}

/** Does the work in rounds, all sizes in each. */
export async function measureGrowth(work: GrowingWork): Promise<Growth> {
  const start = performance.now();
  const rounds: WorkCost[][] = [];
  while (rounds.length < work.mostRounds && (rounds.length === 0 || performance.now() - start < work.patienceMs)) {
    const costs: WorkCost[] = [];
    for (const size of work.sizes) costs.push(await childAnswer<WorkCost>(work.program, [...work.words, String(size)]));
    rounds.push(costs);
  }
  return { work, rounds };
}

/** What a doubling costs: CPU time over all sizes with the fitted exponent, then CPU time and memory from each size to the next. */
export function growthLines(growth: Growth): readonly BenchLine[] {
  const { work, rounds } = growth;
  const steps = work.sizes.slice(1).map((_, index): Step => [index, index + 1]);
  const whole: Step = [0, work.sizes.length - 1];
  return [
    {
      ...compare(growth, whole, "cpuMs"),
      ratio: spreadOf(rounds.map((round) => 2 ** exponentOf(work.sizes, round))),
      name: `${span(work, whole)}, CPU a doubling, fitted: n^${exponents(growth)}`,
    },
    ...steps.map((step) => ({ ...compare(growth, step, "cpuMs"), name: `${span(work, step)}, CPU a doubling` })),
    ...steps.map((step) => ({
      ...compare(growth, step, "peakMib"),
      name: `${span(work, step)}, peak memory a doubling`,
    })),
  ];
}

/** The most memory that a process held that did the work, and held before it. */
export function growthPeak({ rounds }: Growth): { readonly mib: number; readonly beforeMib: number } {
  const costs = rounds.flat();
  return {
    mib: Math.max(...costs.map(({ peakMib }) => peakMib)),
    beforeMib: Math.max(...rounds.map((round) => round.at(-1)?.beforeMib ?? 0)),
  };
}

/** The exponent of the power of n that fits best: least squares on logarithms. */
export function exponentOf(sizes: readonly number[], costs: readonly Pick<WorkCost, "cpuMs">[]): number {
  const points = costs.map(({ cpuMs }, index) => ({ x: Math.log(sizes[index] ?? 1), y: Math.log(cpuMs) }));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middleX, middleY] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))];
  return (
    mean(points.map(({ x, y }) => (x - middleX) * (y - middleY))) / mean(points.map(({ x }) => (x - middleX) ** 2))
  );
}

/** Indexes of a smaller and a larger size. */
type Step = readonly [number, number];

/** The larger size over the smaller one, as if it were twice as large. */
function compare(
  { work: { sizes }, rounds }: Growth,
  [small, large]: Step,
  field: "cpuMs" | "peakMib",
): Omit<BenchLine, "name"> {
  const valuesOf = (index: number): number[] => rounds.map((round) => round[index]?.[field] ?? Number.NaN);
  const doublings = Math.log2((sizes[large] ?? 0) / (sizes[small] ?? 0));
  const [subject, base] = [valuesOf(large), valuesOf(small)];
  const ratios = subject.map((value, index) => (value / (base[index] ?? Number.NaN)) ** (1 / doublings));
  return {
    unit: field === "cpuMs" ? "ms" : "MiB",
    ratio: spreadOf(ratios),
    subject: spreadOf(subject),
    base: spreadOf(base),
  };
}

function exponents({ work, rounds }: Growth): string {
  const { median, min, max }: Spread = spreadOf(rounds.map((round) => exponentOf(work.sizes, round)));
  return `${median.toFixed(2)} (${min.toFixed(2)}..${max.toFixed(2)})`;
}

function span({ sizes, unit }: GrowingWork, [small, large]: Step): string {
  return `${sizes[small]} to ${sizes[large]} ${unit}`;
}
