import { withPrivateGitDir } from "../private-git-dir.ts";
import { git, gitLine } from "../run-git.ts";
import { moveRef, readRef } from "./move-ref.ts";
import { readCommit } from "./read-log.ts";
import type { UserRepository } from "./user-repository.ts";
import { writeCommit } from "./write-commit.ts";

/** A file to keep under a ref. */
export interface KeptFile {
  readonly path: string;
  readonly content: Uint8Array;
}

/** Keeps files under a ref, in place of what it kept before: that commit becomes the parent, so that nothing dangles. */
export async function keepFiles(
  repository: UserRepository,
  ref: string,
  kept: { readonly files: readonly KeptFile[]; readonly at: number },
): Promise<void> {
  const tree = await withPrivateGitDir({ objects: repository.objects }, async (place) => {
    const lines = await Promise.all(
      kept.files.map(async (file) => {
        const blob = await gitLine(place, ["hash-object", "-w", "--stdin"], { input: file.content });
        return `100644 ${blob}\t${file.path}\0`;
      }),
    );
    await git(place, ["update-index", "-z", "--index-info"], { input: lines.join("") });
    return await gitLine(place, ["write-tree"]);
  });
  const message = `Files of a run\n\n${kept.files.map((file) => file.path).join("\n")}\n`;
  const earlier = await readRef(repository, ref);
  if (earlier !== null && (await readCommit(repository, earlier))?.tree === tree) return;
  const parents = earlier === null ? [] : [earlier];
  const commit = await writeCommit(repository, { tree, parents, message, at: kept.at });
  await moveRef(repository, ref, { from: earlier, to: commit });
}
