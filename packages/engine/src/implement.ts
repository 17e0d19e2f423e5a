import { implementContinuously } from "./implement-continuously.ts";
import { implementWaves } from "./implement-waves.ts";
import type { Run } from "./run.ts";

/** Stage 3, in the schedule that the configuration names (FAB-PLAN-012): until no task is ready that is not integrated or blocked. */
export async function implement(run: Run): Promise<void> {
  switch (run.config.schedule) {
    case "waves":
      return await implementWaves(run);
    case "continuous":
      return await implementContinuously(run);
  }
}
