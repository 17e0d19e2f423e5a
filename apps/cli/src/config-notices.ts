import { openRepository, type GitRepository } from "@fabrikk/git";
import { hashJson, isFabrikkError, type Config } from "@fabrikk/state";

import { agentProblems } from "./agent-problems.ts";
import { readConfig } from "./read-config.ts";

/** What a run was prepared with, and where. */
export interface RunPlace {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly config: Config;
}

/** Why `fabrikk run` would refuse to start: told already where a run is prepared and approved, one line each. */
export async function startNotices({ root, config }: RunPlace, repository?: GitRepository): Promise<readonly string[]> {
  const problems = await agentProblems({ root, config, environment: process.env });
  return [
    ...problems.map(({ message, code, hint }) => `the run could not start: ${message} [${code}]; ${hint}`),
    ...(await branchNotices(root, repository)),
  ];
}

async function branchNotices(root: string, opened?: GitRepository): Promise<readonly string[]> {
  try {
    const repository = opened ?? (await openRepository(root));
    if ((await repository.readRef("refs/heads/fabrikk")) === null) return [];
    return [
      "the run could not start: a branch named fabrikk is where its branch fabrikk/<run> has to be; rename it with `git branch -m fabrikk <other>`",
    ];
  } catch (error) {
    if (!isFabrikkError(error)) throw error;
    return [`the run could not start: ${error.message} [${error.code}]; ${error.hint}`];
  }
}

/** A run keeps the configuration it was prepared with: said where today's is another one, in one line. */
export async function changedConfigNotices({ root, config }: RunPlace): Promise<readonly string[]> {
  const keeps = "the run keeps the configuration it was prepared with";
  try {
    const today = await readConfig(root);
    if (hashJson(today.config) === hashJson(config)) return [];
    if (today.file === null) return [`${keeps}, and there is none any more; prepare again to run without it`];
    return [`${keeps}, and ${today.file} has changed since; prepare again to use it`];
  } catch (error) {
    if (!isFabrikkError(error)) throw error;
    return [`${keeps}; today's is broken: ${error.message.split("\n")[0]} [${error.code}]`];
  }
}
