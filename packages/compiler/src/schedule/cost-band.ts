import type { Config } from "@fabrikk/state";

/** What sessions of each role cost, US dollars from and to; a role may be without a price. */
export type SessionPrices = Config["estimates"]["session_price"];

/** What a plan may cost, US dollars. */
export interface CostBand {
  /** Null where a price is missing. */
  readonly low: number | null;
  readonly high: number | null;
  /** What one repair of a finding adds, which no plan can count beforehand; null where a price is missing. */
  readonly repair: { readonly low: number; readonly high: number } | null;
  /** What was counted, or which price is missing; one sentence. */
  readonly says: string;
}

/** How many sessions a plan can take. */
export interface Sessions {
  readonly tasks: number;
  readonly reviewers: number;
  /** Failed attempts at one task that are sent back. */
  readonly retries: number;
}

/** The cost of a plan from the prices of its roles (FAB-TOP-005). */
export function costBand(
  { tasks, reviewers, retries }: Sessions,
  { worker, repair, reviewer }: SessionPrices,
): CostBand {
  const review = reviewers === 0 ? { low: 0, high: 0 } : reviewer;
  if (worker === undefined || review === undefined) {
    const missing = worker === undefined ? "worker" : "reviewer";
    const says = `No cost: the configuration has no price of a ${missing}'s session (estimates.session_price.${missing}).`;
    return { low: null, high: null, repair: null, says };
  }
  const most = 1 + retries;
  return {
    low: tasks * worker.low + reviewers * review.low,
    high: most * tasks * worker.high + reviewers * review.high,
    repair: repair
      ? { low: repair.low + reviewers * review.low, high: most * repair.high + reviewers * review.high }
      : null,
    says: `From one session a task at the low price to ${most} at the high one, each reviewer once; repairs of what is found come on top.`,
  };
}
