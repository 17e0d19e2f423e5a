import { spreadOf, type Spread } from "./spread.ts";

/** Two things to measure against each other. Each does its work once and tells what it cost; preparing need not count. */
export interface Sides {
  readonly rounds: number;
  /** Rounds before the first that counts. */
  readonly warmUps: number;
  subject(round: number): Promise<number>;
  base(round: number): Promise<number>;
}

/** What both cost, and the ratios of each round. */
export interface Comparison {
  readonly ratio: Spread;
  readonly subject: Spread;
  readonly base: Spread;
}

/** Measures both in every round, the first one going second in the next: what slows the machine down hits both. */
export async function sideBySide({ rounds, warmUps, subject, base }: Sides): Promise<Comparison> {
  const costs: { readonly subject: number; readonly base: number }[] = [];
  for (let round = -warmUps; round < rounds; round += 1) {
    const subjectFirst = round % 2 === 0;
    const early = subjectFirst ? await subject(round) : await base(round);
    const late = subjectFirst ? await base(round) : await subject(round);
    if (round >= 0) costs.push(subjectFirst ? { subject: early, base: late } : { subject: late, base: early });
  }
  return {
    ratio: spreadOf(costs.map((cost) => cost.subject / cost.base)),
    subject: spreadOf(costs.map((cost) => cost.subject)),
    base: spreadOf(costs.map((cost) => cost.base)),
  };
}

/** Milliseconds that the work takes on the wall. */
export async function wallOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
