import { certifyPlan, type PlanCertificate } from "@fabrikk/compiler";

import { peakMemory, type BenchLine, type BenchRow } from "./bench-row.ts";
import { generateGraph, graphKinds, type SampleGraph } from "./generate-graph.ts";
import { seededRandom } from "./seeded-random.ts";
import { spreadOf } from "./spread.ts";

const seed = 1969;
const graphsOfAKind = 25;
const [fewestTasks, mostTasks] = [100, 600];
const workerCounts = [2, 4, 8, 16];
/** Whole minutes divided by workers are not exact. */
const precision = 1e-9;

/** One plan with so many workers. */
interface Instance {
  readonly sample: SampleGraph;
  readonly certificate: PlanCertificate;
}

/**
 * The makespan that is predicted for both schedules, over the lower bound, on the corpus (design, section 7). Where one of the three bounds
 * is far over the others nearly every schedule meets it; so those plans have a line of their own where two are close.
 */
export async function measureSchedule(): Promise<BenchRow> {
  const instances = corpus().flatMap((sample) =>
    workerCounts.map((workers) => ({ sample, certificate: certify(sample, workers) })),
  );
  const violations = instances.reduce((sum, { certificate }) => sum + violationsOf(certificate), 0);
  if (violations > 0) throw new Error(`${violations} bounds do not hold`);
  const close = instances.filter(({ certificate }) => areBoundsClose(certificate));
  return {
    lines: [
      line("continuous over lower bound, all", instances, "continuous"),
      line("continuous over lower bound, two bounds close", close, "continuous"),
      ...workerCounts.map((workers) => {
        const of = instances.filter(({ certificate }) => certificate.workers === workers);
        return line(`continuous over lower bound, ${workers} workers`, of, "continuous");
      }),
      line("waves over lower bound, all", instances, "waves"),
      line("waves over lower bound, two bounds close", close, "waves"),
    ],
    method: methodOf(instances, close.length),
    peak: { mib: peakMemory(), of: "this row" },
  };
}

/** As many graphs of each kind, of sizes all over the range. */
function corpus(): readonly SampleGraph[] {
  const random = seededRandom(seed);
  return graphKinds.flatMap((kind) =>
    Array.from({ length: graphsOfAKind }, () => {
      const tasks = fewestTasks + random.below(mostTasks - fewestTasks + 1);
      return generateGraph(kind, tasks, random.below(2 ** 31));
    }),
  );
}

/** The certificate of a sample. */
export function certify({ graph, minutes }: SampleGraph, workers: number): PlanCertificate {
  return certifyPlan(graph, {
    workers,
    schedule: "continuous",
    minutesOf: ({ id }) => minutes.get(id) ?? 0,
    retries: 0,
    reviewers: 0,
    prices: {},
  });
}

/** How many of the four bounds of a certificate are broken. */
export function violationsOf({ predicted, lower_bound: least, worst_case: worst }: PlanCertificate): number {
  return (["waves", "continuous"] as const)
    .flatMap((schedule) => [
      least.minutes > predicted[schedule] + precision,
      predicted[schedule] > worst[schedule].minutes + precision,
    ])
    .filter(Boolean).length;
}

/** Is the critical path, or the work over the workers, below the lower bound and within a quarter of it? */
function areBoundsClose({ critical_path: path, work, workers, lower_bound: least }: PlanCertificate): boolean {
  const others = [path.minutes, work / workers].filter((minutes) => minutes < least.minutes);
  return others.some((minutes) => minutes >= 0.75 * least.minutes);
}

function line(name: string, instances: readonly Instance[], schedule: "waves" | "continuous"): BenchLine {
  const of = (value: (certificate: PlanCertificate) => number) =>
    spreadOf(instances.map(({ certificate }) => value(certificate)));
  return {
    name: `${name} (${instances.length})`,
    unit: "min",
    ratio: of(({ predicted, lower_bound: least }) => predicted[schedule] / least.minutes),
    subject: of(({ predicted }) => predicted[schedule]),
    base: of(({ lower_bound: least }) => least.minutes),
  };
}

function methodOf(instances: readonly Instance[], close: number): string {
  const graphs = [...new Set(instances.map(({ sample }) => sample.graph))];
  const sizes = spreadOf(graphs.map(({ tasks }) => tasks.length));
  const density = spreadOf(
    graphs.map(({ tasks }) => tasks.reduce((sum, { depends_on }) => sum + depends_on.length, 0) / tasks.length),
  );
  const hot = graphs.filter(({ conflicts }) => conflicts.length > 0).length;
  const ruling = ["critical-path", "work", "file"].map(
    (why) => `${why} ${instances.filter(({ certificate }) => certificate.lower_bound.because === why).length}`,
  );
  return [
    `makespan over max(critical path, work / workers, largest total on one exclusive file); ${graphs.length} graphs from seed ${seed}, ${graphsOfAKind} each of ${graphKinds.join(", ")}; ${sizes.min} to ${sizes.max} tasks (median ${sizes.median}) of 5 to 94 minutes, ${density.min.toFixed(1)} to ${density.max.toFixed(1)} dependencies a task (median ${density.median.toFixed(1)}), ${hot} with files that tasks share; each with ${workerCounts.join(", ")} workers: ${instances.length} plans`,
    `The lower bound is ${ruling.join(", ")}; in ${close} plans a second bound is at least 0.75 of it`,
    `0 of ${4 * instances.length} bounds broken (lower bound and worst case of both schedules)`,
  ].join(". ");
}
