import type { CommitRecord } from "@fabrikk/state/ports";

import { withPrivateGitDir } from "../private-git-dir.ts";
import { git } from "../run-git.ts";
import type { UserRepository } from "./user-repository.ts";

const format = ["%H", "%T", "%P", "%B", "%(trailers:only,unfold)"].join("%x00");
const fields = 5;

/** The commits reachable from `to` and not from `from`, newest first, children before their parents. */
export async function readLog(repository: UserRepository, from: string, to: string): Promise<readonly CommitRecord[]> {
  return await readCommits(repository, `${from}..${to}`);
}

/** One commit. */
export async function readCommit(repository: UserRepository, commit: string): Promise<CommitRecord | undefined> {
  return (await readCommits(repository, `${commit}^!`))[0];
}

/** Trailers are parsed by git itself, by its own rules, with no setting of the user's. */
async function readCommits(repository: UserRepository, range: string): Promise<readonly CommitRecord[]> {
  const args = ["log", "-z", "--topo-order", "--encoding=UTF-8", `--format=${format}`, "--end-of-options", range];
  const { objects, shallow } = repository;
  const output = await withPrivateGitDir({ objects, shallow }, (place) => git(place, args));
  const values = new TextDecoder().decode(output).split("\0").slice(0, -1);
  const commits: CommitRecord[] = [];
  for (let at = 0; at + fields <= values.length; at += fields) {
    const [commit = "", tree = "", parents = "", message = "", trailers = ""] = values.slice(at, at + fields);
    commits.push({
      commit,
      tree,
      parents: parents.split(" ").filter(Boolean),
      message,
      trailers: splitTrailers(trailers),
    });
  }
  return commits;
}

function splitTrailers(text: string): CommitRecord["trailers"] {
  const lines = text.split("\n").filter((line) => line !== "");
  return lines.map((line) => {
    const colon = line.indexOf(":");
    return { key: line.slice(0, colon), value: line.slice(colon + 1).trim() };
  });
}
