import { tmpdir } from "node:os";

import { FabrikkError } from "@fabrikk/state";

import { gitLine } from "./run-git.ts";

const oldest = [2, 38] as const;

/**
 * The version of the git on PATH, such as `2.39.5`. Throws `FABRIKK_GIT_NOT_FOUND` when there is none, and
 * `FABRIKK_GIT_TOO_OLD` when it is older than 2.38.
 */
export async function currentGitVersion(): Promise<string> {
  const line = await gitLine({ cwd: tmpdir(), env: {} }, ["version"]);
  const version = /(\d+)\.(\d+)[.\w-]*/.exec(line);
  const [major, minor] = [Number(version?.[1] ?? 0), Number(version?.[2] ?? 0)];
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    throw new FabrikkError({
      code: "FABRIKK_GIT_TOO_OLD",
      message: `git on PATH says "${line}", which is older than ${oldest.join(".")}`,
      hint: `Install git ${oldest.join(".")} or newer.`,
    });
  }
  return version?.[0] ?? line;
}
