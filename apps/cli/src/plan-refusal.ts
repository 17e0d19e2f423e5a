import { FabrikkError, type Condition, type Verdict } from "@fabrikk/state";

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
