import type { SpecProblem } from "../../spec/spec-problem.ts";
import type { SourceNote } from "../../spec/spec-reading.ts";
import { folderOf, type FeatureDocument } from "../feature/feature-document.ts";
import { genericEntries } from "../feature/generic-entries.ts";
import { noteOn } from "../feature/note-on.ts";
import { isRule } from "../feature/section-claim.ts";
import { specEntry, type SpecEntry } from "../feature/spec-entry.ts";
import { statedAt } from "../feature/stated.ts";
import { deltaId } from "./delta-id.ts";
import { readRenames, type Rename } from "./read-renames.ts";
import { operationOf, requirementName, type Operation } from "./requirement-heading.ts";

/** What a spec of one capability says. */
export interface DeltaReading {
  /** Its requirements, and other sentences with key words. */
  readonly stated: readonly SpecEntry[];
  /** The names of its requirements, by id. */
  readonly names: ReadonlyMap<string, string>;
  readonly places: readonly SourceNote[];
  readonly problems: readonly SpecProblem[];
}

interface Delta {
  /** Index of the block that names it. */
  readonly index: number;
  readonly name: string;
  readonly operation: Operation | null;
  readonly rename: Rename | undefined;
}

/**
 * Each `### Requirement:` with its scenarios is one requirement; what is to be removed or renamed is one, too. Its id comes from
 * capability and name. A renamed requirement that is modified as well is one requirement.
 */
export function readDeltas(document: FeatureDocument): DeltaReading {
  const { blocks, file } = document;
  const capability = capabilityOf(file);
  const operations = operationsOf(document);
  const renames = readRenames(document, operations);
  const earlier = new Map(renames.pairs.map((rename) => [rename.to, rename]));
  const deltas = blocks.flatMap((_, index): readonly Delta[] => {
    const operation = operations[index] ?? null;
    const name = nameAt(document, index, operation);
    return name === null ? [] : [{ index, name, operation, rename: earlier.get(name) }];
  });
  const named = new Set(deltas.map(({ name }) => name));
  const alone = renames.pairs.filter(({ to }) => !named.has(to));
  const taken = new Set(renames.taken);
  for (const { index } of deltas) for (let each = index; each < (blocks[index]?.end ?? 0); each += 1) taken.add(each);
  return {
    stated: [
      ...deltas.map((delta) => deltaEntry(document, capability, delta)),
      ...alone.map((rename) => renameEntry(document, capability, rename)),
      ...genericEntries(document, { taken, fieldsOf: () => ({ section: capability }) }),
    ],
    names: new Map(
      [...deltas.map(({ name }) => name), ...alone.map(({ to }) => to)].map((name) => [
        deltaId(capability, name),
        name,
      ]),
    ),
    places: [
      ...deltas.flatMap((delta) => scenarios(document, deltaId(capability, delta.name), delta)),
      ...renames.pairs
        .filter(({ to }) => named.has(to))
        .map(({ lines, to }) => noteOn({ file, lines }, `earlier name of ${to}`, deltaId(capability, to))),
    ],
    problems: renames.problems,
  };
}

/** `specs/<capability>/spec.md`; of another document its folder, else its own name. */
function capabilityOf(file: string): string {
  const named = /^(?:.*\/)?specs\/(.+)\/[^/]+$/i.exec(file)?.[1];
  return named ?? (folderOf(file) || file.replace(/\.[^.]*$/, ""));
}

/** The operation of the section that each block stands in, null where it stands in another. */
function operationsOf({ blocks }: FeatureDocument): readonly (Operation | null)[] {
  const operations: (Operation | null)[] = blocks.map(() => null);
  for (const [index, block] of blocks.entries()) {
    const operation = block.type === "heading" ? operationOf(block.source) : null;
    if (operation !== null) operations.fill(operation, index, block.end);
  }
  return operations;
}

/** A requirement's name stands in its heading; one that is removed may only be listed: `` - `### Requirement: name` ``. */
function nameAt({ blocks }: FeatureDocument, index: number, operation: Operation | null): string | null {
  const block = blocks[index];
  if (block?.type === "heading") return requirementName(block.source);
  if (operation !== "removed" || (block?.type !== "item" && block?.type !== "paragraph")) return null;
  return requirementName(block.source.replace(/^`?(?:#{3}\s*)?/, "").replace(/`\s*$/, ""));
}

function deltaEntry(
  document: FeatureDocument,
  capability: string,
  { index, name, operation, rename }: Delta,
): SpecEntry {
  const { blocks } = document;
  const id = deltaId(capability, name);
  const kind = operation === null ? "heading" : "delta";
  const textFrom = (blocks[index]?.body ?? "").indexOf(":") + 1;
  const { statement, claim } = statedAt(document, index, { kind, id, textFrom });
  const below = statement.text.slice(statement.title.length);
  const text = `${sentenceFor(operation, { name, capability, rename })}${below}`;
  const title = operation === "removed" ? `Remove ${name}` : name;
  return specEntry(document, { statement: { ...statement, title }, claim }, { id, section: capability, text });
}

function scenarios({ blocks, file }: FeatureDocument, id: string, { index }: Delta): readonly SourceNote[] {
  const end = blocks[index]?.end ?? index;
  return blocks.slice(index, end).flatMap((block, offset) => {
    if (block.type !== "heading" || !/^scenario\b/i.test(block.source)) return [];
    const inner = blocks.slice(index + offset, block.end).filter((each) => !isRule(each));
    const last = Math.max(...inner.map(({ lines }) => lines[1]));
    return [noteOn({ file, lines: [block.lines[0], last] }, `scenario of ${id}`, id)];
  });
}

function sentenceFor(
  operation: Operation | null,
  { name, capability, rename }: Pick<Delta, "name" | "rename"> & { readonly capability: string },
): string {
  const before = rename === undefined ? "" : ` Its name was "${rename.from}".`;
  switch (operation) {
    case "modified":
      return `${name} (this is what ${capability} requires from now on, in place of what it required).${before}`;
    case "removed":
      return `Remove "${name}" from ${capability}: it is required no longer.${before}`;
    case "added":
    case "renamed":
    case null:
      return `${name}${before}`;
  }
}

function renameEntry(document: FeatureDocument, capability: string, { from, to, lines }: Rename): SpecEntry {
  const id = deltaId(capability, to);
  const title = `Rename ${from}`;
  const text = `Rename "${from}" in ${capability} to "${to}": nothing else about it changes.`;
  const statement = {
    kind: "delta",
    authorId: id,
    title,
    text,
    lines,
    heading: "",
    directives: [],
    priority: null,
  } as const;
  return specEntry(document, { statement, claim: null }, { id, section: capability });
}
