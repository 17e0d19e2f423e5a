import { cargo } from "./cargo.ts";
import type { GateSource } from "./gate-source.ts";
import { goModules } from "./go-modules.ts";
import { gradle } from "./gradle.ts";
import { just } from "./just.ts";
import { make } from "./make.ts";
import { maven } from "./maven.ts";
import { nodeProject } from "./node-project.ts";
import { pythonProject } from "./python-project.ts";
import { taskfile } from "./taskfile.ts";

/** Task runners of a repository, in order: the first that knows a `test` speaks for the whole folder. */
export const taskRunners: readonly GateSource[] = [just, make, taskfile];

/** Ecosystems: a repository that has several is checked by all of them. */
export const ecosystems: readonly GateSource[] = [nodeProject, cargo, goModules, pythonProject, maven, gradle];
