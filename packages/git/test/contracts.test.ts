import { repositoryContract } from "@fabrikk/state/contracts/repository-contract";
import { workspacesContract } from "@fabrikk/state/contracts/workspaces-contract";

import { repositoryWorld } from "./repository-world.ts";
import { workspacesWorld } from "./workspaces-world.ts";

repositoryContract("git", () => repositoryWorld());
workspacesContract("git", workspacesWorld);
