import type { RunState } from "./run-state.ts";

/** The gate's and the council's last round, if they looked at what the branch holds now. */
export function roundsAtHead(state: RunState): {
  readonly hygiene: RunState["hygiene"][number] | null;
  readonly council: RunState["council"][number] | null;
} {
  const tree = state.branch?.tree;
  const hygiene = state.hygiene.at(-1);
  const council = state.council.at(-1);
  return {
    hygiene: hygiene?.tree === tree ? (hygiene ?? null) : null,
    council: council?.tree === tree ? (council ?? null) : null,
  };
}
