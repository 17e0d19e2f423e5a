import { resolve } from "node:path";

import {
  cassetteFileLoader,
  createReplayAgent,
  createShellAgent,
  loadCassette,
  nodeWorkspaceFiles,
} from "@fabrikk/agents";
import type { Reviewer } from "@fabrikk/engine";
import type { AgentConfig, Config } from "@fabrikk/state";
import type { Agent, Commands } from "@fabrikk/state/ports";
import { allowedEnvironment } from "@fabrikk/subprocess";

import { agentProblems } from "./agent-problems.ts";
import { systemClock } from "./system-clock.ts";

/** What agents are made from. */
export interface AgentComposition {
  /** Absolute path of the repository: paths in the configuration are relative to it. */
  readonly root: string;
  readonly config: Config;
  readonly commands: Commands;
  /** The process's environment, of which an allow-list is handed on. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The agents of a run, by their names, and its reviewers. */
export interface ComposedAgents {
  readonly agents: ReadonlyMap<string, Agent>;
  readonly reviewers: readonly Reviewer[];
}

/**
 * Makes every configured agent, so that what is missing is found before anything starts.
 * @throws FabrikkError the first of {@link agentProblems}
 */
export async function composeAgents(composition: AgentComposition): Promise<ComposedAgents> {
  const { config } = composition;
  const [problem] = await agentProblems(composition);
  if (problem !== undefined) throw problem;
  const agents = new Map<string, Agent>();
  for (const [name, agent] of Object.entries(config.agents)) agents.set(name, await makeAgent(composition, agent));
  const reviewers = config.reviewers.flatMap(({ name, agent: agentName }) => {
    const agent = agents.get(agentName);
    return agent === undefined ? [] : [{ name, agent }];
  });
  return { agents, reviewers };
}

async function makeAgent({ root, commands, environment }: AgentComposition, agent: AgentConfig): Promise<Agent> {
  switch (agent.kind) {
    case "shell":
      return createShellAgent({
        command: agent.command,
        commands,
        environment: allowedEnvironment(environment, agent.environment),
      });
    case "replay": {
      const file = resolve(root, agent.cassette);
      return createReplayAgent({
        cassette: await loadCassette(file),
        loadFile: cassetteFileLoader(file),
        files: nodeWorkspaceFiles,
        commands,
        clock: systemClock,
        environment: allowedEnvironment(environment),
      });
    }
  }
}
