import { landIntegration } from "./land-integration.ts";
import { recordedRun, type RecordPorts } from "./run.ts";

/**
 * Lands what a dead engine had integrated and not landed, so that the run is whole and can be updated. Nothing else of the run
 * goes on. Usually there is nothing to do.
 * @throws FabrikkError FABRIKK_ENGINE_NO_RUN, FABRIKK_ENGINE_ARTIFACT_CHANGED; FABRIKK_GIT_BRANCH_MOVED when the run's branch is elsewhere
 */
export async function landRun(ports: RecordPorts): Promise<void> {
  await landIntegration(await recordedRun(ports, new AbortController().signal));
}
