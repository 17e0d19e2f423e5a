import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { FabrikkError } from "../fabrikk-error.ts";
import { RunId } from "../records/identifiers.ts";
import { hasErrorCode } from "./has-error-code.ts";
import { makeFolder } from "./make-folder.ts";
import { readIfThere } from "./read-if-there.ts";
import { runsFolder } from "./runs-folder.ts";
import { syncPath } from "./sync-path.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/**
 * Makes the folder of a new run and returns its absolute path. Git ignores all runs.
 * @throws FabrikkError `FABRIKK_STATE_RUN_EXISTS`: a run id is never used twice
 */
export async function createRunDirectory(repositoryRoot: string, runId: string): Promise<string> {
  const runs = runsFolder(repositoryRoot);
  const dir = join(runs, RunId.parse(runId));
  await makeFolder(runs);
  const ignoreFile = join(runs, ".gitignore");
  if ((await readIfThere(ignoreFile)) === null) await writeFileAtomically(ignoreFile, "*\n");
  await mkdir(dir).catch((error: unknown) => {
    throw hasErrorCode(error, "EEXIST") ? runExists(dir, runId, error) : error;
  });
  await syncPath(runs);
  return dir;
}

function runExists(dir: string, runId: string, cause: unknown): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_STATE_RUN_EXISTS",
    message: `there is a run ${runId} already (${dir})`,
    hint: "Try again: the next run gets another id.",
    details: { dir, run: runId },
    cause,
  });
}
