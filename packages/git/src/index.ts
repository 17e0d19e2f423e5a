export { createWorkspaces, type WorkspacesOptions } from "./create-workspaces.ts";
export { currentGitVersion } from "./git-version.ts";
export { openRepository, type GitRepository } from "./open-repository.ts";
export { removeRunScratch } from "./workspace/scratch-folder.ts";
