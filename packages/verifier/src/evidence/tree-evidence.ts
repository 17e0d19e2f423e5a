import { describeCheck, evidenceId, readPattern, type Check, type Evidence } from "@fabrikk/state";
import type { Repository } from "@fabrikk/state/ports";

/** A check that the tree itself answers, without a workspace. */
export type TreeCheck = Exclude<Check, { command: string }>;

interface Answer {
  readonly value: Evidence["value"];
  readonly saw: string;
}

/** What the tree says about a check of its files: git's objects are read, so nothing that runs can change the answer. */
export async function treeEvidence(repository: Repository, tree: string, check: TreeCheck): Promise<Evidence> {
  const kind = check.kind === "content" ? "content" : "files";
  const subject = describeCheck(check);
  const answer =
    check.kind === "content" ? await lookInto(repository, tree, check) : await lookFor(repository, tree, check);
  return {
    id: evidenceId({ kind, tree, subject }),
    kind,
    tree,
    subject,
    ...answer,
    exit_code: null,
    ended: null,
    tests_run: null,
    duration_ms: 0,
  };
}

/** A path is there as a file, or as a folder with files in it. */
async function lookFor(
  repository: Repository,
  tree: string,
  check: Exclude<TreeCheck, { kind: "content" }>,
): Promise<Answer> {
  const files = await repository.listFiles(tree);
  const present = new Set(
    check.paths.filter((path) => files.some((file) => file === path || file.startsWith(`${path}/`))),
  );
  const wrong = check.paths.filter((path) => present.has(path) !== (check.kind === "files_exist"));
  if (wrong.length === 0)
    return { value: "pass", saw: `${check.kind === "absent" ? "absent" : "present"}: ${check.paths.join(", ")}` };
  return {
    value: "fail",
    saw: `${check.kind === "absent" ? "present, and should not be" : "missing"}: ${wrong.join(", ")}`,
  };
}

async function lookInto(
  repository: Repository,
  tree: string,
  check: Extract<TreeCheck, { kind: "content" }>,
): Promise<Answer> {
  const pattern = readPattern(check.pattern);
  if (pattern === null) return { value: "unknown", saw: `/${check.pattern}/ is not a regular expression` };
  const bytes = await repository.readFile(tree, check.path);
  if (bytes === null) return { value: "fail", saw: `${check.path} is not in the tree` };
  const text = new TextDecoder().decode(bytes);
  const found = pattern.exec(text);
  if (found === null) return { value: "fail", saw: `${check.path}: no match in ${text.split("\n").length} lines` };
  return {
    value: "pass",
    saw: `${check.path}:${text.slice(0, found.index).split("\n").length}: ${found[0].slice(0, 200)}`,
  };
}
