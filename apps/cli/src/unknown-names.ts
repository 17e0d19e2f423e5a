import type { Config } from "@fabrikk/state";

import { didYouMean } from "./nearest-name.ts";

/** A name in a configuration that stands for nothing, or twice. */
export interface NameProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** Roles and reviewers must name agents of the same file, and no two reviewers may have one name. */
export function unknownNames(config: Config): readonly NameProblem[] {
  const agents = Object.keys(config.agents);
  const uses = [
    ...Object.entries(config.roles).map(([role, agent]) => ({ path: ["roles", role], agent })),
    ...config.reviewers.map(({ agent }, index) => ({ path: ["reviewers", index, "agent"], agent })),
  ];
  const missing = uses
    .filter(({ agent }) => agent !== undefined && !agents.includes(agent))
    .map(({ path, agent = "" }) => ({ path, message: `there is no agent ${agent}.${didYouMean(agent, agents)}` }));
  const names = config.reviewers.map(({ name }) => name);
  const doubled = names.flatMap((name, index) =>
    names.indexOf(name) === index ? [] : [{ path: ["reviewers", index, "name"], message: `a second reviewer ${name}` }],
  );
  return [...missing, ...doubled];
}
