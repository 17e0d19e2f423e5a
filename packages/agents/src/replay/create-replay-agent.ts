import { FabrikkError, type Cassette, type CassetteEntry } from "@fabrikk/state";
import type { Agent, AgentRequest, Clock, Commands } from "@fabrikk/state/ports";

import { noCapabilities } from "../silent-program.ts";
import { playSession } from "./play-session.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";

/** What a replay agent is made of. */
export interface ReplayAgentOptions {
  readonly cassette: Cassette;
  /** The text of a file that the cassette names by `from`. */
  readonly loadFile: (from: string) => Promise<string>;
  readonly files: WorkspaceFiles;
  readonly commands: Commands;
  readonly clock: Clock;
  /** The allow-listed environment of the commands that are played. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Plays recorded or scripted sessions that really change files and run commands, without a network (FAB-EXEC-010,
 * FAB-EXEC-013). The session is chosen by role, task and the number of earlier settled attempts, never by the prompt.
 * A `write` may leave the workspace, as a hostile worker may. Throws `FABRIKK_AGENTS_CASSETTE_MISS` where no session fits.
 */
export function createReplayAgent(options: ReplayAgentOptions): Agent {
  return {
    contract: 1,
    kind: "replay",
    capabilities: noCapabilities,
    run: async (request, onEvent, signal) =>
      playSession(options, { actions: entryFor(options.cassette, request).actions, request, onEvent, signal }),
  };
}

function entryFor({ entries }: Cassette, { role, task, settledAttempts }: AgentRequest): CassetteEntry {
  const entry = entries.find(
    (candidate) => candidate.role === role && candidate.task === task && candidate.settled_attempts === settledAttempts,
  );
  if (entry !== undefined) return entry;
  throw new FabrikkError({
    code: "FABRIKK_AGENTS_CASSETTE_MISS",
    message: `the cassette has no session for ${role} ${task} with ${settledAttempts} settled attempts before it`,
    hint: "Add an entry with this role, task and settled_attempts to the cassette, or configure another agent.",
    details: { role, task, settled_attempts: settledAttempts },
  });
}
