import { gitLine, type GitPlace } from "../run-git.ts";
import type { UserRepository } from "./user-repository.ts";

/** The commit of the user's HEAD, and the short name of the branch it is on: null when detached. */
export async function readHead(
  repository: UserRepository,
): Promise<{ readonly commit: string; readonly branch: string | null }> {
  const place: GitPlace = { cwd: repository.checkoutGitDir, env: { GIT_DIR: repository.checkoutGitDir } };
  const [commit = "", name = ""] = (
    await gitLine(place, ["rev-parse", "HEAD^{commit}", "--symbolic-full-name", "HEAD"])
  ).split("\n");
  return { commit, branch: name.startsWith("refs/heads/") ? name.slice("refs/heads/".length) : null };
}
