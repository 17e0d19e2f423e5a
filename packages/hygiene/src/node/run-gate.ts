import { randomUUID } from "node:crypto";

import { createWorkspaces, openRepository, removeRunScratch } from "@fabrikk/git";
import type { GateCommand, ProcessLimits } from "@fabrikk/state";
import { allowedEnvironment, createCommands } from "@fabrikk/subprocess";

import { runHygiene, type HygieneOutcome } from "../run-hygiene.ts";
import { measureCommand } from "./measure-command.ts";

/** Which gate to run on which commit, without an engine. */
export interface RunGateRequest {
  /** A folder of the git repository. */
  readonly repository: string;
  /** Object id of the commit; without it HEAD. */
  readonly commit?: string;
  readonly gate: readonly GateCommand[];
  /** Limits of each command; 15 minutes and 50 MB unless told otherwise. */
  readonly limits?: ProcessLimits;
  /** The whole environment of the commands; the allow-listed part of this process's own unless told otherwise. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const usualLimits: ProcessLimits = { wall_ms: 900_000, idle_ms: 900_000, output_bytes: 50_000_000 };

/**
 * Runs a quality gate on a commit alone, without an engine: one command after the other in a clean workspace outside of the
 * user's checkout, which is left as it is.
 * @throws FabrikkError of `@fabrikk/git` where there is no repository or no such commit.
 */
export async function runGate(request: RunGateRequest): Promise<HygieneOutcome> {
  const { gate, limits = usualLimits, environment: env = allowedEnvironment(process.env), signal } = request;
  const repository = await openRepository(request.repository);
  const commit = request.commit ?? (await repository.head()).commit;
  const tree = await repository.treeOf(commit);
  const marker = `hygiene-${randomUUID()}`;
  const commands = createCommands();
  try {
    const workspaces = await createWorkspaces({ repository, runId: marker, epoch: 1 });
    await using workspace = await workspaces.open({ name: "gate", tree, commit });
    return await runHygiene({
      gate,
      tree,
      measure: async (checks) => {
        const facts = [];
        for (const check of checks) {
          facts.push(
            await measureCommand({ check, tree, cwd: workspace.path }, { commands, env, limits, marker, signal }),
          );
        }
        return facts;
      },
    });
  } finally {
    await removeRunScratch({ runId: marker });
  }
}
