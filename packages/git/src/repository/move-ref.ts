import { FabrikkError } from "@fabrikk/state";

import { git, gitFailed, runGit } from "../run-git.ts";
import type { UserRepository } from "./user-repository.ts";

const ownRefs = ["refs/heads/fabrikk/", "refs/fabrikk/"] as const;
const nothing = "0".repeat(40);

/** Is this one of the refs that fabrikk writes? */
function isOwnRef(ref: string): boolean {
  return ownRefs.some((folder) => ref.startsWith(folder));
}

/** The commit a ref points to, or null where there is no such ref. */
export async function readRef(repository: UserRepository, ref: string): Promise<string | null> {
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  const outcome = await runGit(repository.place, args);
  if (outcome.exitCode !== 0 && outcome.exitCode !== 1) throw gitFailed(repository.place, args, outcome);
  return outcome.exitCode === 0 ? new TextDecoder().decode(outcome.stdout).trim() : null;
}

/**
 * Moves a ref of fabrikk's own from one commit to another (null: not there yet), in one step. A ref that is at `to` already
 * stays there, so that repeating the call is its recovery (FAB-RUN-002). Throws `FABRIKK_GIT_BRANCH_MOVED` when it is
 * anywhere else, and `FABRIKK_GIT_REF_REFUSED` when it is where `from` says and git still cannot move it.
 */
export async function moveRef(
  repository: UserRepository,
  ref: string,
  move: { readonly from: string | null; readonly to: string },
): Promise<void> {
  const outcome = await updateRef(repository, ref, [move.to, move.from ?? nothing]);
  if (outcome.exitCode === 0) return;
  const now = await readRef(repository, ref);
  if (now === move.to) return;
  throw now === move.from ? refRefused(ref, outcome.stderr) : refMoved(ref, now, move);
}

/** Every ref but fabrikk's own, with its object. */
export async function foreignRefs(repository: UserRepository): Promise<Readonly<Record<string, string>>> {
  const output = await git(repository.place, ["for-each-ref", "--format=%(objectname) %(refname)"]);
  const lines = new TextDecoder().decode(output).split("\n").slice(0, -1);
  const refs = lines.map((line) => [line.slice(41), line.slice(0, 40)] as const);
  return Object.fromEntries(refs.filter(([ref]) => !isOwnRef(ref)));
}

/** `--no-deref`: a link that somebody put in the ref's place must not lead to another branch. */
async function updateRef(repository: UserRepository, ref: string, commits: readonly string[]) {
  if (!isOwnRef(ref)) throw new Error(`${ref} is not a ref of fabrikk's own: it is never written`);
  return await runGit(repository.place, ["update-ref", "--no-deref", ref, ...commits]);
}

function refMoved(
  ref: string,
  now: string | null,
  move: { readonly from: string | null; readonly to: string },
): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_GIT_BRANCH_MOVED",
    message: `${ref} is at ${now ?? "nowhere"} and not at ${move.from ?? "nowhere"}: something other than this run moved it`,
    hint: `Look at who moved it; \`git update-ref ${ref} ${move.from ?? ""}\` puts it back, then continue the run.`,
    details: { ref, now, ...move },
  });
}

function refRefused(ref: string, said: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_GIT_REF_REFUSED",
    message: `git does not move ${ref}: ${said.trim().split("\n")[0] ?? ""}`,
    hint: "Another git program may hold the ref: try again when it has ended (a crashed one leaves a .lock file). A branch named `fabrikk` must be renamed.",
    details: { ref },
  });
}
