import type { CommitSpec } from "@fabrikk/state/ports";

import { gitLine } from "../run-git.ts";
import type { UserRepository } from "./user-repository.ts";

const identity = "fabrikk <fabrikk@users.invalid>";

/** A commit with any number of parents: none begins a history, two keep an earlier one. */
export interface CommitContent extends Omit<CommitSpec, "parent"> {
  readonly parents: readonly string[];
}

/**
 * Builds the commit object and resolves to its id, which follows from these fields alone (FAB-RUN-002): identity and
 * time zone are fixed, `at` counts in whole seconds, the message is kept byte for byte. No ref moves.
 */
export async function writeCommit(repository: UserRepository, content: CommitContent): Promise<string> {
  const written = `${identity} ${Math.floor(content.at / 1000)} +0000`;
  const lines = [
    `tree ${content.tree}`,
    ...content.parents.map((parent) => `parent ${parent}`),
    `author ${written}`,
    `committer ${written}`,
    "",
    content.message,
  ];
  return await gitLine(repository.place, ["hash-object", "-t", "commit", "-w", "--stdin"], { input: lines.join("\n") });
}
