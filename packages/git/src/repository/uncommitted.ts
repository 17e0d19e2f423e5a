import { git, gitFailed, runGit, type GitPlace } from "../run-git.ts";
import { parseStatus, statusArgs } from "../porcelain-status.ts";
import { showPath } from "../show-path.ts";
import { splitRecords } from "../split-records.ts";
import type { UserRepository } from "./user-repository.ts";

/**
 * Changed and new paths of the user's checkout against HEAD (FAB-EXEC-014), sorted. Reads only: the index is not refreshed,
 * no filter of the user's runs, no submodule is entered.
 */
export async function uncommitted(repository: UserRepository): Promise<readonly string[]> {
  const checkout: GitPlace = {
    cwd: repository.root,
    env: { GIT_DIR: repository.checkoutGitDir, GIT_WORK_TREE: repository.root },
  };
  const place: GitPlace = { ...checkout, env: { ...checkout.env, ...(await withoutFilters(checkout)) } };
  const entries = parseStatus(await git(place, [...statusArgs, "--ignore-submodules=dirty"]));
  return entries.map(({ path }) => (path.utf8 ? path.text : showPath(path.text))).toSorted();
}

/** Settings that empty every filter the repository configures. As variables, since a filter's name may hold any character. */
async function withoutFilters(place: GitPlace): Promise<Readonly<Record<string, string>>> {
  const args = ["config", "--null", "--name-only", "--get-regexp", String.raw`^filter\.`];
  const outcome = await runGit(place, args);
  if (outcome.exitCode !== 0 && outcome.exitCode !== 1) throw gitFailed(place, args, outcome);
  const names = new Set(splitRecords(outcome.stdout).map(({ text }) => text.slice(0, text.lastIndexOf("."))));
  const settings = [...names].flatMap((name) => [
    [`${name}.clean`, ""],
    [`${name}.process`, ""],
    [`${name}.required`, "false"],
  ]);
  const variables: Record<string, string> = { GIT_CONFIG_COUNT: String(settings.length) };
  for (const [at, [key = "", value = ""]] of settings.entries()) {
    variables[`GIT_CONFIG_KEY_${at}`] = key;
    variables[`GIT_CONFIG_VALUE_${at}`] = value;
  }
  return variables;
}
