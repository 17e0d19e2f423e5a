import {
  escapeGlob,
  inCycles,
  isTestFile,
  joinGroupings,
  taskEdges,
  taskSizeLimit,
  testNeighbours,
  usualClass,
} from "@fabrikk/compiler";
import type { Grouping, Requirement, RequirementDependency, TaskClass } from "@fabrikk/state";

import type { RepositoryView } from "../repository-view.ts";
import { assumptionsOfProposal } from "./assumptions-of-proposal.ts";
import { bundleByFiles } from "./bundle-by-files.ts";
import { bundleByPlace } from "./bundle-by-place.ts";
import { bundleFiles, type Bundle, type Candidate } from "./bundle.ts";
import { dataDependencies } from "./data-dependencies.ts";
import { findFiles } from "./find-files.ts";
import { repositoryIndex } from "./repository-index.ts";

/** What is to be given files. */
export interface ScopeRequest {
  readonly requirements: readonly Requirement[];
  readonly groupings: readonly Grouping[];
  /** What is known already: no proposal makes a cycle with it. */
  readonly dependencies: readonly RequirementDependency[];
  readonly view: RepositoryView;
}

/** Groupings with what the repository suggests for those that named no files. */
export interface RepositoryProposal {
  readonly groupings: readonly Grouping[];
  /** Those that were known, then those that were added. */
  readonly dependencies: readonly RequirementDependency[];
  /** What was taken for granted, one sentence each. */
  readonly assumptions: readonly string[];
}

/**
 * Proposes files and groupings from the repository where the spec names none, without any model (FAB-PLAN-010): the paths, and
 * the names in the code, that the requirements' texts mention. Tasks that want a file in common become one (FAB-PLAN-004), of
 * at most 25 files and requirements; a task waits for the owner of a file that its files import, and may only read it. What
 * nothing is found for stays without files, and is brought together with what stands beside it. A grouping that names files or
 * checks is left exactly as it is. The order of the view's files does not matter, and only named files are read.
 */
export async function proposeFromRepository(request: ScopeRequest): Promise<RepositoryProposal> {
  const { requirements, groupings, view } = request;
  const index = repositoryIndex(withoutSources(view, requirements));
  const candidates = await findFiles(request, index);
  const open = new Set(candidates.map(({ at }) => at));
  const bundles = ordered(request, [
    ...bundleByFiles(candidates.filter(hasFiles)),
    ...bundleByPlace(
      candidates.filter((candidate) => !hasFiles(candidate)),
      groupings,
      requirements,
    ),
  ]);
  const drafts = [
    ...groupings.flatMap((grouping, at) => (open.has(at) ? [] : [{ at, grouping, files: noFiles }])),
    ...bundles.map((bundle) => draftOf(bundle, groupings)),
  ].toSorted((a, b) => a.at - b.at);
  const { readOnly, dependencies, imports } = await dataDependencies(drafts, request.dependencies, index);
  return {
    groupings: drafts.map(({ grouping }, at) => mayRead(grouping, readOnly.get(at) ?? noFiles)),
    dependencies: [...request.dependencies, ...dependencies],
    assumptions: assumptionsOfProposal({ bundles, groupings, imports }),
  };
}

const noFiles: readonly string[] = [];

/** No task changes the spec that it is made from. */
function withoutSources(view: RepositoryView, requirements: readonly Requirement[]): RepositoryView {
  const sources = new Set(requirements.map(({ source }) => source.file));
  return { files: view.files.filter((file) => !sources.has(file)), read: view.read };
}

/** More files than one task may have say nothing about where the work is. */
function hasFiles({ files }: Candidate): boolean {
  return files.length > 0 && files.length <= taskSizeLimit.files;
}

/** Bundles that would have to wait for themselves are taken apart again. */
function ordered({ groupings, dependencies }: ScopeRequest, bundles: readonly Bundle[]): readonly Bundle[] {
  const members = new Set(bundles.flatMap((bundle) => bundle.map(({ at }) => at)));
  const alone = groupings.filter((_, at) => !members.has(at));
  const joined = bundles.map((bundle) => ({
    requirement_ids: bundle.flatMap(({ at }) => groupings[at]?.requirement_ids ?? []),
  }));
  const stuck = inCycles(taskEdges([...joined, ...alone])(dependencies));
  return bundles.flatMap((bundle, at) => (stuck.has(at) ? bundle.map((candidate) => [candidate]) : [bundle]));
}

function draftOf(bundle: Bundle, groupings: readonly Grouping[]) {
  const files = hasFiles(bundle[0] as Candidate) ? bundleFiles(bundle) : noFiles;
  const members = bundle.map(({ at }) => groupings[at] as Grouping);
  const joined = joinGroupings(members);
  const at = bundle[0]?.at ?? 0;
  if (files.length === 0) return { at, grouping: joined, files };
  const scope = { ...joined.scope, owned: files.map(escapeGlob) };
  return {
    at,
    grouping: { ...joined, scope, class: classOf(joined, files), proposed_by: "repository" as const },
    files,
  };
}

/** A feature is the class of what named none; one whose files can have no tests is documentation or configuration. */
function classOf({ class: named, test_levels: levels }: Grouping, files: readonly string[]): TaskClass {
  const isTestable = files.some((path) => isTestFile(path) || testNeighbours(path).length > 0);
  if (named !== "feature" || levels.length > 0 || isTestable) return named;
  return usualClass(files) === "docs" ? "docs" : "config";
}

function mayRead(grouping: Grouping, files: readonly string[]): Grouping {
  if (files.length === 0) return grouping;
  return {
    ...grouping,
    scope: { ...grouping.scope, read_only: [...grouping.scope.read_only, ...files.map(escapeGlob)] },
  };
}
