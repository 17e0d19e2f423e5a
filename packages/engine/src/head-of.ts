import type { RunState } from "@fabrikk/state";

import type { RecordedRun } from "./run.ts";

/** Where the run's branch stands. */
export function headOf(run: RecordedRun): NonNullable<RunState["branch"]> {
  const { branch } = run.state;
  if (branch === null) throw new Error(`run ${run.id} has no branch yet`);
  return branch;
}
