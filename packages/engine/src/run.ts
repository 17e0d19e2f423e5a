import {
  currentFiles,
  FabrikkError,
  hashJson,
  readRecord,
  RunArtifact,
  startFold,
  type Config,
  type JournalEntry,
  type RunState,
} from "@fabrikk/state";

import type { EnginePorts } from "./engine-ports.ts";

/** A run as its journal has it: its frozen artifact, the state that the journal folds to, and what it takes to go on writing it. */
export interface RecordedRun extends Pick<EnginePorts, "files" | "repository"> {
  readonly id: string;
  readonly artifact: RunArtifact;
  readonly artifactSha256: string;
  readonly config: Config;
  /** The state of everything recorded so far: read it anew after each `await`. */
  readonly state: RunState;
  /** Aborts when the run is to stop or one of its parts failed; nothing new is started after that. */
  readonly signal: AbortSignal;
  /** Resolves when the record is synced and folded into `state`. */
  record(entry: JournalEntry): Promise<void>;
}

/** A run in progress: with all its ports. */
export interface Run extends EnginePorts, RecordedRun {
  /** Makes `signal` abort with this error. */
  fail(error: unknown): void;
}

/**
 * A run from its journal and its artifact, to be worked on.
 * @throws FabrikkError FABRIKK_ENGINE_NO_RUN, FABRIKK_ENGINE_ARTIFACT_CHANGED, FABRIKK_ENGINE_REVIEWERS_DIFFER, FABRIKK_STATE_RECORD_OLD
 */
export async function openRun(ports: EnginePorts, stop: AbortSignal): Promise<Run> {
  const failure = new AbortController();
  const run = await recordedRun(ports, AbortSignal.any([stop, failure.signal]));
  checkReviewers(ports, run.config);
  return { ...ports, ...run, fail: (error) => failure.abort(error) };
}

/** The ports that reading a run, and writing its journal on, take. */
export type RecordPorts = Pick<EnginePorts, "journal" | "files" | "repository" | "events">;

/**
 * A run from its journal and its artifact.
 * @throws FabrikkError FABRIKK_ENGINE_NO_RUN, FABRIKK_ENGINE_ARTIFACT_CHANGED, FABRIKK_STATE_RECORD_OLD
 */
export async function recordedRun(ports: RecordPorts, signal: AbortSignal): Promise<RecordedRun> {
  const fold = startFold();
  let folded = 0;
  // Records that were appended together arrive together: folded in the journal's order, told once each.
  const catchUp = (tell: boolean): void => {
    for (const event of ports.journal.events.slice(folded)) {
      fold.apply(event);
      folded += 1;
      if (tell) ports.events.emit({ type: "record-written", event });
    }
  };
  catchUp(false);
  const { created } = fold.state;
  if (created === null) {
    throw new FabrikkError({
      code: "FABRIKK_ENGINE_NO_RUN",
      message: "the journal holds no run",
      hint: "prepare one with `fabrikk prepare <spec>`",
    });
  }
  return {
    files: ports.files,
    repository: ports.repository,
    id: created.run,
    artifact: await readArtifact(ports, { file: currentFiles(fold.state).artifact, sha256: created.artifact_sha256 }),
    artifactSha256: created.artifact_sha256,
    config: created.config,
    state: fold.state,
    signal,
    record: async (entry) => {
      await ports.journal.append(entry);
      catchUp(true);
    },
  };
}

/** The council is the one that was approved: a reviewer that is not there must not pass for one that found nothing (FAB-CNC-012). */
function checkReviewers({ reviewers }: EnginePorts, config: Config): void {
  const wanted = config.reviewers.map(({ name }) => name);
  const given = reviewers.map(({ name }) => name);
  if (wanted.join() === given.join()) return;
  throw new FabrikkError({
    code: "FABRIKK_ENGINE_REVIEWERS_DIFFER",
    message: `the run was prepared with the reviewers ${wanted.join(", ") || "(none)"}, and is run with ${given.join(", ") || "(none)"}`,
    hint: "give the engine exactly the configured reviewers, or prepare a new run",
  });
}

async function readArtifact(
  { files }: RecordPorts,
  { file, sha256 }: { readonly file: string; readonly sha256: string },
): Promise<RunArtifact> {
  const text = await files.read(file);
  const json = text === null ? null : parseJson(text);
  if (json !== null && hashJson(json) === sha256) return readRecord(RunArtifact, json, file);
  throw new FabrikkError({
    code: "FABRIKK_ENGINE_ARTIFACT_CHANGED",
    message: `${file} is ${text === null ? "missing" : "not what was prepared"}: the journal has its hash`,
    hint: "put the file back as it was, or prepare a new run",
    details: { expected: sha256 },
  });
}

/** The JSON value of a text; null where it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
