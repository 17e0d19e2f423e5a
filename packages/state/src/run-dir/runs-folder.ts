import { join } from "node:path";

/** The folder that holds every run of a repository, one folder each. */
export function runsFolder(repositoryRoot: string): string {
  return join(repositoryRoot, ".fabrikk", "runs");
}
