import type { Grouping, Requirement } from "@fabrikk/state";

import { namesNoFiles } from "../planner/names-no-files.ts";
import type { Candidate } from "./bundle.ts";
import { definitionFile } from "./definition-file.ts";
import { mentionsOf, type Mentions } from "./mentions.ts";
import { namedFiles } from "./named-files.ts";
import type { RepositoryIndex } from "./repository-index.ts";

/** Names in the code that are looked up; those after them are not. */
const mostNames = 300;

/** What a spec asks for, and how it is grouped. */
interface SpecFacts {
  readonly requirements: readonly Requirement[];
  readonly groupings: readonly Grouping[];
}

/** The groupings that name no files and no checks, each with the files that its requirements' texts mention. */
export async function findFiles(
  { requirements, groupings }: SpecFacts,
  index: RepositoryIndex,
): Promise<readonly Candidate[]> {
  const texts = new Map(requirements.map(({ id, text }) => [id, text]));
  const definitions = definitionLookup(index);
  const candidates: Candidate[] = [];
  for (const [at, grouping] of groupings.entries()) {
    if (!isOpen(grouping)) continue;
    const files = new Set<string>();
    for (const id of grouping.requirement_ids) {
      for (const file of await filesOf(mentionsOf(texts.get(id) ?? ""))) files.add(file);
    }
    candidates.push({ at, requirements: grouping.requirement_ids.length, files: [...files].toSorted() });
  }
  return candidates;

  /** Where a text names a path, it says where the work is; its names in the code are then what is used there. */
  async function filesOf(mentions: Mentions): Promise<readonly string[]> {
    const named = namedFiles(mentions, index);
    if (named.length > 0) return named;
    const defined: string[] = [];
    for (const name of mentions.names) defined.push(...(await definitions(name)));
    return defined;
  }
}

function isOpen(grouping: Grouping): boolean {
  return namesNoFiles(grouping) && grouping.scope.read_only.length === 0 && grouping.checks.length === 0;
}

function definitionLookup(index: RepositoryIndex): (name: string) => Promise<readonly string[]> {
  const known = new Map<string, readonly string[]>();
  return async (name) => {
    const found = known.get(name);
    if (found !== undefined || known.size >= mostNames) return found ?? [];
    const file = await definitionFile(name, index);
    known.set(name, file === null ? [] : [file]);
    return file === null ? [] : [file];
  };
}
