import { randomUUID } from "node:crypto";

import { createWorkspaces, openRepository, removeRunScratch } from "@fabrikk/git";
import type { Check, Evidence, ProcessLimits, Verdict } from "@fabrikk/state";
import { allowedEnvironment, createCommands } from "@fabrikk/subprocess";

import { collectEvidence } from "../collect-evidence.ts";
import { judgeCombined } from "../judge-combined.ts";

/** What to verify, without an engine. */
export interface VerifyCommitRequest {
  /** A folder of the git repository. */
  readonly repository: string;
  /** Object id of the commit; without it HEAD. */
  readonly commit?: string;
  readonly checks: readonly Check[];
  /** Limits of each command; 15 minutes and 50 MB unless told otherwise. */
  readonly limits?: ProcessLimits;
  /** The whole environment of the commands; the allow-listed part of this process's own unless told otherwise. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** What was found. */
export interface CommitVerification {
  readonly commit: string;
  readonly tree: string;
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
}

const usualLimits: ProcessLimits = { wall_ms: 900_000, idle_ms: 900_000, output_bytes: 50_000_000 };

/**
 * Verifies a commit alone, without an engine (FAB-VER-009): runs the checks in a clean workspace outside of the user's checkout,
 * which is left as it is, and judges what they showed.
 * @throws FabrikkError of `@fabrikk/git` where there is no repository or no such commit; the signal's reason when aborted.
 */
export async function verifyCommit(request: VerifyCommitRequest): Promise<CommitVerification> {
  const { checks, limits = usualLimits, environment = allowedEnvironment(process.env), signal } = request;
  const repository = await openRepository(request.repository);
  const commit = request.commit ?? (await repository.head()).commit;
  const tree = await repository.treeOf(commit);
  const runId = `verify-${randomUUID()}`;
  try {
    const workspaces = await createWorkspaces({ repository, runId, epoch: 1 });
    const ports = { workspaces, repository, commands: createCommands() };
    const asked = { tree, commit, checks, name: "verify", marker: runId, environment, limits };
    const evidence = await collectEvidence(ports, signal === undefined ? asked : { ...asked, signal });
    return { commit, tree, verdict: judgeCombined({ tree, checks, evidence }), evidence };
  } finally {
    await removeRunScratch({ runId });
  }
}
