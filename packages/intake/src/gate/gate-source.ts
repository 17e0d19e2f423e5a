import type { GateProposal } from "./gate-proposal.ts";
import type { ProjectFolder } from "./project-folder.ts";

/** What one kind of file says about the quality gate. */
export interface GateSuggestion {
  readonly proposals: readonly GateProposal[];
  /** What is there and was not used, and why: one clause each. */
  readonly notes: readonly string[];
}

/** A way in which repositories name their commands: a row of the tables in `gate-sources.ts`. Reads, and runs nothing. */
export interface GateSource {
  /** As people call it when nothing was found. */
  readonly name: string;
  /** The names of its files, in a project's own folder; the first of them that is there counts. */
  readonly files: readonly string[];
  suggest(folder: ProjectFolder): Promise<GateSuggestion>;
}

/** There is nothing of this kind. */
export const nothing: GateSuggestion = { proposals: [], notes: [] };
