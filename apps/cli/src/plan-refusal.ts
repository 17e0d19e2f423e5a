import { FabrikkError, type Condition, type ErrorCode, type Verdict } from "@fabrikk/state";

/** What the reviews of a spec and its plan hold against it: with any of it a run ends blocked before its first worker. Pure. */
export function planFaults(reviews: readonly Verdict[]): readonly Condition[] {
  return reviews.flatMap(({ conditions }) => conditions).filter(({ value }) => value === "fail" || value === "unknown");
}

/** What to do about a plan that has faults. */
export const mendTheSpec = "mend the spec and prepare it again: as it is, the run would end blocked";

/** A plan that cannot be approved, with every fault by its name. */
export function planRefused(run: string, faults: readonly Condition[]): FabrikkError {
  const named = faults.map(({ condition, message }) => `${condition}: ${message}`);
  return new FabrikkError({
    code: "FABRIKK_CLI_PLAN_REFUSED",
    message: `the plan of run ${run} does not pass its review: ${named.slice(0, 5).join("; ")}${named.length > 5 ? `; and ${named.length - 5} more` : ""}`,
    hint: `see \`fabrikk review ${run}\`, then mend the spec and prepare it again`,
    details: { run, conditions: faults },
  });
}

/** Faults by which a spec contradicts itself: no gate, answer or setting could mend them, so there is nothing to prepare. */
const contradictions: ReadonlySet<ErrorCode> = new Set([
  "FABRIKK_COMPILER_DECLARED_WAVE_BROKEN",
  "FABRIKK_COMPILER_OUT_OF_SCOPE",
  "FABRIKK_COMPILER_TASK_UNSCOPED",
] satisfies ErrorCode[]);

/**
 * Refuses a spec that contradicts itself or its scope mode, with all that is wrong named at once, what is merely doubtful included.
 * @throws FabrikkError `FABRIKK_CLI_PLAN_REFUSED`, or the fault's own code where there is one only
 */
export function refuseContradictions({
  specReview,
  planReview,
  findings,
}: {
  readonly specReview: Verdict;
  readonly planReview: Verdict;
  readonly findings: readonly { readonly message: string; readonly code: string }[];
}): void {
  const faults = planFaults([specReview, planReview]);
  const isContradiction = ({ value, code }: Condition): boolean =>
    value === "fail" && code !== null && contradictions.has(code as ErrorCode);
  if (!faults.some(isContradiction)) return;
  const doubts = [specReview, planReview]
    .flatMap(({ conditions }) => conditions)
    .filter(({ value }) => value === "warn");
  const lines = [
    ...faults.map(({ message, code }) => `${message}${code === null ? "" : ` [${code}]`}`),
    ...[...doubts, ...findings].map(({ message, code }) => `warning: ${message}${code === null ? "" : ` [${code}]`}`),
  ];
  const [only] = faults;
  throw new FabrikkError({
    code: faults.length === 1 && only !== undefined ? (only.code as ErrorCode) : "FABRIKK_CLI_PLAN_REFUSED",
    message: lines.length === 1 ? (lines[0] ?? "") : ["the plan does not pass its review:", ...lines].join("\n"),
    hint: [...new Set(faults.flatMap(({ next }) => next ?? []))].join(" ") || "mend the spec and prepare it again",
    details: { conditions: [...faults, ...doubts], findings },
  });
}
