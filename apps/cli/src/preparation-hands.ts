import { randomBytes } from "node:crypto";
import { join } from "node:path";

import { createWorkspaces, removeRunScratch, type GitRepository } from "@fabrikk/git";
import type { Config } from "@fabrikk/state";
import type { Commands, RunFiles, Workspaces } from "@fabrikk/state/ports";
import { createRedactor } from "@fabrikk/state/redact";
import { newRunId, openRunFiles } from "@fabrikk/state/run-dir";
import { allowedEnvironment, createCommands } from "@fabrikk/subprocess";

import { redactOutboxes, secretsOf } from "./redact-hands.ts";
import { scratchFolder } from "./scratch-folder.ts";
import { systemClock } from "./system-clock.ts";

/** What preparation works with before there is a run: all of it lies in a folder that goes when this is disposed. */
export interface PreparationHands extends AsyncDisposable {
  readonly commands: Commands;
  readonly workspaces: Workspaces;
  /** Marks every process that preparation starts. */
  readonly marker: string;
  readonly files: RunFiles;
  /** Absolute path of the folder of `files`. */
  readonly papers: string;
  /** The environment of commands, from an allow-list. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Opens the hands of one preparation. */
export async function preparationHands(repository: GitRepository, config: Config): Promise<PreparationHands> {
  const redactor = createRedactor({ secrets: secretsOf(config, process.env) });
  const commands = createCommands({ redactor });
  const runId = newRunId("prepare", systemClock.now(), randomBytes(1));
  const scratch = scratchFolder();
  const made = await createWorkspaces({ repository, runId, epoch: 1, scratch });
  const papers = join(scratch, runId, "papers");
  return {
    commands,
    workspaces: redactOutboxes(made, redactor),
    marker: runId,
    files: openRunFiles(papers),
    papers,
    environment: allowedEnvironment(process.env),
    [Symbol.asyncDispose]: async () => {
      await removeRunScratch({ runId, scratch });
    },
  };
}
