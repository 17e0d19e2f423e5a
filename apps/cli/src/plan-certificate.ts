import { certifyPlan, type PlanCertificate } from "@fabrikk/compiler";
import type { Config, TaskGraph } from "@fabrikk/state";

/** The certificate of a plan under a configuration (FAB-TOP-005); `workers` in its place where the command line says so. */
export function planCertificate(graph: TaskGraph, config: Config, workers: number = config.workers): PlanCertificate {
  const { estimates, limits, reviewers, schedule } = config;
  return certifyPlan(graph, {
    workers,
    schedule,
    minutesOf: () => estimates.task_minutes,
    retries: limits.retries,
    reviewers: reviewers.length,
    prices: estimates.session_price,
  });
}
