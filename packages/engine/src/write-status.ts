import { statusOf } from "@fabrikk/state";

import type { RecordedRun } from "./run.ts";

/** Writes `status.json`, a view of the journal. */
export async function writeStatus(run: RecordedRun): Promise<void> {
  await run.files.write("status.json", `${JSON.stringify(statusOf(run.state, run.artifact), null, 2)}\n`);
}
