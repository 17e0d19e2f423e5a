import type { RunState } from "@fabrikk/state";

/** How many integrations make a wave of the continuous schedule: a checkpoint is written after so many, or at rest (design, section 2). */
const integrationsOfWave = 10;

/** Were as many waves integrated, fruitless ones included, as the configuration allows (FAB-CNV-001)? */
export function waveLimitMet(state: RunState): boolean {
  return integrationsLeft(state) <= 0;
}

/** Integrations that the limit on waves still allows in this generation: in a continuous schedule as many as that many full waves hold. */
export function integrationsLeft(state: RunState): number {
  return (state.config?.limits.waves ?? 0) * waveSize(state) - state.integrations;
}

/** Has the branch moved as often since the last checkpoint as one checkpoint tells? */
export function checkpointDue(state: RunState): boolean {
  return state.unsaved.moves.length >= waveSize(state);
}

function waveSize({ config }: RunState): number {
  return config?.schedule === "continuous" ? integrationsOfWave : 1;
}
