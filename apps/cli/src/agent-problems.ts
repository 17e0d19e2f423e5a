import { resolve } from "node:path";

import { loadCassette } from "@fabrikk/agents";
import { FabrikkError, isFabrikkError, type AgentConfig, type Config } from "@fabrikk/state";
import { allowedEnvironment } from "@fabrikk/subprocess";

import { findProgram } from "./find-program.ts";

/** A configuration, and where its agents would work. */
export interface AgentPlace {
  /** Absolute path of the repository: paths in the configuration are relative to it. */
  readonly root: string;
  readonly config: Config;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Why the configured agents cannot work: `FABRIKK_CLI_NO_WORKER`, `FABRIKK_CLI_PROGRAM_MISSING` for an agent that has work,
 * and what reading a cassette throws. Starts nothing.
 */
export async function agentProblems(place: AgentPlace): Promise<readonly FabrikkError[]> {
  const { agents, roles, reviewers } = place.config;
  const used = new Set([...Object.values(roles), ...reviewers.map(({ agent }) => agent)]);
  const problems: (FabrikkError | null)[] = [];
  if (roles.worker === undefined) problems.push(noWorker(Object.keys(agents)));
  for (const [name, agent] of Object.entries(agents)) {
    if (agent.kind === "replay") problems.push(await cassetteProblem(resolve(place.root, agent.cassette)));
    else if (used.has(name)) problems.push(await programProblem(place, { name, agent }));
  }
  return problems.filter((problem) => problem !== null);
}

async function cassetteProblem(file: string): Promise<FabrikkError | null> {
  try {
    await loadCassette(file);
    return null;
  } catch (error) {
    if (!isFabrikkError(error)) throw error;
    return error;
  }
}

async function programProblem(
  { root, environment }: AgentPlace,
  { name, agent }: { readonly name: string; readonly agent: Extract<AgentConfig, { kind: "shell" }> },
): Promise<FabrikkError | null> {
  const [program = ""] = agent.command;
  const { PATH = "" } = allowedEnvironment(environment, agent.environment);
  if ((await findProgram(program, { root, path: PATH })) !== null) return null;
  return new FabrikkError({
    code: "FABRIKK_CLI_PROGRAM_MISSING",
    message: `the program ${program} of the agent ${name} ${program.includes("/") ? `is not there (from ${root})` : "is not in PATH"}, or cannot be executed`,
    hint: "install it, or mend the command in fabrikk.config.yaml and prepare again",
    details: { agent: name, program },
  });
}

function noWorker(agents: readonly string[]): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_CLI_NO_WORKER",
    message: "the run's configuration names no agent for the role worker",
    hint:
      agents.length === 0
        ? "describe an agent under `agents` in fabrikk.config.yaml (`fabrikk init` writes one), name it as `roles: { worker: <agent> }`, and prepare again"
        : `set roles: { worker: ${agents[0]} } in the configuration, and prepare again`,
    details: { agents },
  });
}
