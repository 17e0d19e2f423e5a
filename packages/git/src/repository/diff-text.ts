import { withPrivateGitDir } from "../private-git-dir.ts";
import { gitFailed, runGit } from "../run-git.ts";
import type { UserRepository } from "./user-repository.ts";

const longestDiff = 1024 * 1024;

/**
 * The unified diff between two trees, for people and review bundles. Of a diff longer than 1 MiB the first MiB is
 * given, up to its last whole line, and a line that says so.
 */
export async function diffText(repository: UserRepository, from: string, to: string): Promise<string> {
  const args = ["diff-tree", "-r", "-p", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-color", from, to];
  const outcome = await withPrivateGitDir({ objects: repository.objects }, (place) =>
    runGit(place, args, { maxOutput: longestDiff }),
  );
  if (outcome.exitCode !== 0 && !outcome.cut) throw gitFailed(repository.place, args, outcome);
  const text = new TextDecoder().decode(outcome.stdout);
  return outcome.cut
    ? `${text.slice(0, text.lastIndexOf("\n") + 1)}[the diff is longer than 1 MiB: the rest is left out]\n`
    : text;
}
