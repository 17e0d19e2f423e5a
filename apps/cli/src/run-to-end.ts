import { rmdir } from "node:fs/promises";
import { join } from "node:path";

import { runPipeline, type RunOutcome } from "@fabrikk/engine";
import { createLocalWorkerPool } from "@fabrikk/executor";
import { createWorkspaces, openRepository, removeRunScratch } from "@fabrikk/git";
import type { Config } from "@fabrikk/state";
import type { Answers, EventSink } from "@fabrikk/state/ports";
import { createRedactor } from "@fabrikk/state/redact";
import { openJournal, openRunFiles, takeRunLock, type JournalHooks, type OpenJournal } from "@fabrikk/state/run-dir";
import { allowedEnvironment, createCommands } from "@fabrikk/subprocess";

import { composeAgents } from "./compose-agents.ts";
import { redactDiffs, redactOutboxes, secretsOf } from "./redact-hands.ts";
import { scratchFolder } from "./scratch-folder.ts";
import { systemClock } from "./system-clock.ts";

/** Which run is to be run, and what the command line said about it. */
export interface RunRequest {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly run: string;
  /** Absolute path of the run's folder. */
  readonly dir: string;
  /** The configuration that the run was prepared with. */
  readonly config: Config;
  readonly mode: "autopilot" | "confirm";
  readonly workers: number;
  readonly events: EventSink;
  readonly hooks?: JournalHooks;
  /** The process's environment, of which an allow-list is handed on. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Picks the hands of a run - git, processes, agents, clock - and runs it to its end, or until the signal. The one place
 * that knows them all. Whatever is not configured is refused before the run is touched.
 */
export async function runToEnd(request: RunRequest, signal: AbortSignal): Promise<RunOutcome> {
  const { root, run, dir, config, events, hooks = {} } = request;
  const redactor = createRedactor({ secrets: secretsOf(config, request.environment) });
  const commands = createCommands({ redactor });
  const repository = redactDiffs(await openRepository(root), redactor);
  const { agents, reviewers } = await composeAgents({ root, config, commands, environment: request.environment });

  await using _lock = await takeRunLock(dir);
  await using journal = await openJournal({ dir, clock: systemClock, hooks });
  await noteIgnoredBytes(journal);
  const files = openRunFiles(dir);
  const scratch = scratchFolder();
  await using _workspaces = leaveNoEmptyFolder(join(scratch, run));
  const made = await createWorkspaces({ repository, runId: run, epoch: journal.epoch, scratch });
  const workspaces = redactOutboxes(made, redactor);
  const hands = { repository, workspaces, commands, files, clock: systemClock, events };
  const pool = createLocalWorkerPool({ ...hands, agents, workers: request.workers });
  const answers = answersOf(request.mode);
  const environment = allowedEnvironment(request.environment);
  const outcome = await runPipeline({ ...hands, journal, pool, answers, reviewers, environment }, signal);
  if (outcome.state === "completed" || outcome.state === "blocked") await removeRunScratch({ runId: run, scratch });
  return outcome;
}

/** However the run ends: what a worker left in its workspace stays until it was salvaged, an empty folder does not. */
function leaveNoEmptyFolder(folder: string): AsyncDisposable {
  return { [Symbol.asyncDispose]: () => rmdir(folder).catch(() => {}) };
}

/** Autopilot is itself the approval, and recorded as one; otherwise a person approves with `fabrikk approve` (FAB-HUM-004). */
function answersOf(mode: "autopilot" | "confirm"): Answers {
  return {
    find: async ({ subjectSha256 }) =>
      mode === "autopilot" ? { decision: "approved", by: "autopilot", channel: "autopilot", subjectSha256 } : null,
  };
}

/** Bytes of the journal that do not count are told once, in the run itself (J6). */
async function noteIgnoredBytes(journal: OpenJournal): Promise<void> {
  const told = new Set(journal.events.flatMap((event) => (event.type === "warning-noted" ? [event.message] : [])));
  for (const { code, message } of journal.warnings) {
    if (!told.has(message)) await journal.append({ type: "warning-noted", code, message });
  }
}
