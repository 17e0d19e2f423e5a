import { readFile } from "node:fs/promises";
import { join } from "node:path";

import {
  currentFiles,
  FabrikkError,
  foldEvents,
  hashJson,
  readRecord,
  RunArtifact,
  statusOf,
  TaskGraph,
  type JournalEvent,
  type RunState,
  type Status,
} from "@fabrikk/state";
import { runLockHolder } from "@fabrikk/state/run-dir";

import { findRun } from "./find-run.ts";
import { repositoryRoot } from "./repository-root.ts";

/** A run as its journal tells it now; an engine may be at work on it. */
export interface RunReading {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly run: string;
  /** Absolute path of the run's folder. */
  readonly dir: string;
  readonly artifact: RunArtifact;
  readonly graph: TaskGraph;
  readonly events: readonly JournalEvent[];
  readonly state: RunState;
  /** The record that made it a run. */
  readonly created: NonNullable<RunState["created"]>;
  readonly status: Status;
}

/**
 * Reads a run for a view: takes no lock and writes nothing.
 * @throws FabrikkError `FABRIKK_CLI_RUN_UNKNOWN`, `FABRIKK_CLI_NO_RUN`, `FABRIKK_CLI_RUN_FILE_DAMAGED`, `FABRIKK_STATE_RECORD_OLD`, and what reading the journal throws
 */
export async function readRun(folder: string, wanted: string | undefined): Promise<RunReading> {
  const root = await repositoryRoot(folder);
  const { run, dir, events } = await findRun(root, wanted);
  const state = foldEvents(events);
  const { created } = state;
  if (created === null) throw new Error(`findRun found ${run}, which has no first record`);
  const files = currentFiles(state);
  const bound = { artifact: join(dir, files.artifact), graph: join(dir, files.graph) };
  const artifact = readRecord(RunArtifact, await readBound(bound.artifact, created.artifact_sha256), bound.artifact);
  const graph = readRecord(TaskGraph, await readBound(bound.graph, created.graph_sha256), bound.graph);
  const status = await withEngine(statusOf(state, artifact), dir);
  return { root, run, dir, artifact, graph, events, state, created, status };
}

/** The journal of a killed engine says "running" for ever; the lock tells whether one is at work. */
async function withEngine(status: Status, dir: string): Promise<Status> {
  if (status.state !== "running") return status;
  const holder = await runLockHolder(dir);
  const next =
    holder === null
      ? `no engine is at work: \`fabrikk run ${status.run}\` goes on`
      : `nothing: an engine is at work (process ${holder.pid})`;
  return { ...status, next_action: next };
}

/** A file of the run whose hash the journal holds: it must still be that. */
async function readBound(path: string, sha256: string): Promise<unknown> {
  try {
    const json: unknown = JSON.parse(await readFile(path, "utf8"));
    if (hashJson(json) === sha256) return json;
  } catch (cause) {
    throw damaged(path, "cannot be read", cause);
  }
  throw damaged(path, "is not what was prepared: the journal holds another hash");
}

function damaged(path: string, what: string, cause?: unknown): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_CLI_RUN_FILE_DAMAGED",
    message: `${path} ${what}`,
    hint: "put the file back as it was, or prepare a new run with `fabrikk prepare <spec>`",
    details: { file: path },
    cause,
  });
}
