import type { BenchLine, BenchRow } from "./bench-row.ts";
import { childAnswer } from "./child-answer.ts";
import type { CompileCost } from "./compile-once.ts";
import { spreadOf, type Spread } from "./spread.ts";

const sizes = [1_000, 3_000, 10_000, 30_000];
const mostRounds = 5;
/** No round begins after this: a compile that has become slow is reported, and does not hold up the rest. */
const patienceMs = 75_000;

type Round = readonly CompileCost[];

/** CPU time and peak memory of the compile, from 1,000 to 30,000 tasks: what a doubling costs (FAB-PLAN-013). */
export async function measureCompile(): Promise<BenchRow> {
  const start = performance.now();
  const rounds: Round[] = [];
  while (rounds.length < mostRounds && (rounds.length === 0 || performance.now() - start < patienceMs))
    rounds.push(await measureRound());
  const steps = sizes.slice(1).map((_, index): readonly [number, number] => [index, index + 1]);
  const whole: readonly [number, number] = [0, sizes.length - 1];
  return {
    lines: [
      {
        ...compare(rounds, whole, "cpuMs"),
        ratio: spreadOf(rounds.map((round) => 2 ** exponentOf(round))),
        name: `${span(whole)}, CPU a doubling, fitted: n^${exponents(rounds)}`,
      },
      ...steps.map((step) => ({ ...compare(rounds, step, "cpuMs"), name: `${span(step)}, CPU a doubling` })),
      ...steps.map((step) => ({ ...compare(rounds, step, "peakMib"), name: `${span(step)}, peak memory a doubling` })),
    ],
    method: `CPU time of compileArtifact and readyFront on generated artifacts (about 5 dependencies, 2 files and 1.5 requirements a task), each in a process of its own that has compiled 1,000 other tasks before; ${rounds.length} rounds of ${sizes.join(", ")} tasks`,
    peak: {
      mib: Math.max(...rounds.flat().map(({ peakMib }) => peakMib)),
      of: `compiling ${sizes.at(-1)} tasks (${Math.round(memoryBefore(rounds))} MiB before it)`,
    },
  };
}

async function measureRound(): Promise<Round> {
  const costs: CompileCost[] = [];
  for (const size of sizes)
    costs.push(await childAnswer<CompileCost>(new URL("./compile-once.ts", import.meta.url), [String(size)]));
  return costs;
}

/** The larger size over the smaller one, as if it were twice as large. */
function compare(
  rounds: readonly Round[],
  [small, large]: readonly [number, number],
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

/** The exponent of the power of n that fits best: least squares on logarithms. */
function exponentOf(round: Round): number {
  const points = round.map(({ cpuMs }, index) => ({ x: Math.log(sizes[index] ?? 1), y: Math.log(cpuMs) }));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middleX, middleY] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))];
  return (
    mean(points.map(({ x, y }) => (x - middleX) * (y - middleY))) / mean(points.map(({ x }) => (x - middleX) ** 2))
  );
}

function exponents(rounds: readonly Round[]): string {
  const { median, min, max }: Spread = spreadOf(rounds.map(exponentOf));
  return `${median.toFixed(2)} (${min.toFixed(2)}..${max.toFixed(2)})`;
}

function memoryBefore(rounds: readonly Round[]): number {
  return Math.max(...rounds.map((round) => round.at(-1)?.beforeMib ?? 0));
}

function span([small, large]: readonly [number, number]): string {
  return `${sizes[small]} to ${sizes[large]} tasks`;
}
