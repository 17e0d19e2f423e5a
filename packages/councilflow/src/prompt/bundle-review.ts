import { FabrikkError, hashJson, type Requirement } from "@fabrikk/state";

/** Tokens a review bundle may have unless told otherwise, at four characters a token. */
const defaultBudgetTokens = 60_000;
const charactersPerToken = 4;

/** What a reviewer is to see. */
export interface BundleRequest {
  readonly requirements: readonly Requirement[];
  /** Unified diff of the whole change, as git prints it. */
  readonly diff: string;
  /** One line for each fact. */
  readonly evidenceSummary: readonly string[];
  readonly budgetTokens?: number | undefined;
}

/** What fits into the budget, and what was shrunk to make it fit. */
export interface ReviewBundle {
  readonly requirements: readonly string[];
  readonly diff: readonly string[];
  readonly evidence: readonly string[];
  readonly budgetTokens: number;
  /** One line for each part that was shrunk. */
  readonly omitted: readonly string[];
  /** Over everything the reviewer is shown. */
  readonly sha256: string;
}

/** One part of a bundle, whole or shrunk to a line that says where to read it. */
interface Part {
  readonly name: string;
  readonly whole: string;
  readonly shrunk: string;
}

/**
 * Bounds a review to its token budget by a stated rule (FAB-CNC-011): when it is too much, diffs of single files are shrunk to
 * one line each, the largest first; then texts of requirements are shrunk to id and place, the longest first. Evidence stays
 * whole. What was shrunk is named, and a reviewer can read it in its workspace.
 * @throws FABRIKK_COUNCILFLOW_BUNDLE_TOO_LARGE when even that does not fit.
 */
export function bundleReview({
  requirements,
  diff,
  evidenceSummary,
  budgetTokens = defaultBudgetTokens,
}: BundleRequest): ReviewBundle {
  const files = splitDiff(diff).map(diffPart);
  const texts = requirements.map(requirementPart);
  const characters = budgetTokens * charactersPerToken - lengthOf(evidenceSummary);
  const shrunk = chooseShrunk([files, texts], characters);
  if (shrunk === null) throw tooLarge(budgetTokens, requirements.length);
  const show = (part: Part): string => (shrunk.has(part) ? part.shrunk : part.whole);
  const shown = { requirements: texts.map(show), diff: files.map(show), evidence: [...evidenceSummary] };
  const omitted = [...files, ...texts].filter((part) => shrunk.has(part)).map(({ name }) => name);
  return { ...shown, budgetTokens, omitted, sha256: hashJson(shown) };
}

/** The parts to shrink, group after group, the largest of a group first, until all fit; null when they never do. */
function chooseShrunk(groups: readonly (readonly Part[])[], characters: number): Set<Part> | null {
  const shrunk = new Set<Part>();
  let length = lengthOf(groups.flat().map(({ whole }) => whole));
  for (const group of groups) {
    const bySize = group.toSorted((left, right) => right.whole.length - left.whole.length);
    for (const part of bySize) {
      if (length <= characters) return shrunk;
      if (part.shrunk.length >= part.whole.length) continue;
      length -= part.whole.length - part.shrunk.length;
      shrunk.add(part);
    }
  }
  return length <= characters ? shrunk : null;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((total, line) => total + line.length + 1, 0);
}

function splitDiff(diff: string): string[] {
  return diff.split(/^(?=diff --git )/m).filter((part) => part.trim() !== "");
}

function diffPart(whole: string): Part {
  const header = whole.slice(0, whole.indexOf("\n") === -1 ? undefined : whole.indexOf("\n"));
  const path = /^diff --git a\/.* b\/(.*)$/.exec(header)?.[1] ?? header.replace(/^diff --git /, "");
  const lines = whole.split("\n");
  const added = lines.filter((line) => line.startsWith("+") && !line.startsWith("+++ ")).length;
  const removed = lines.filter((line) => line.startsWith("-") && !line.startsWith("--- ")).length;
  const name = `diff of ${path}`;
  return {
    name,
    whole: whole.trimEnd(),
    shrunk: `(${name} is left out: ${added} lines added, ${removed} removed; read the file in the workspace)`,
  };
}

function requirementPart({ id, text, source }: Requirement): Part {
  const [from, to] = source.lines;
  return {
    name: `text of requirement ${id}`,
    whole: `${id}: ${text}`,
    shrunk: `${id}: (left out; ${source.file}, lines ${from} to ${to})`,
  };
}

function tooLarge(budgetTokens: number, requirements: number): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_COUNCILFLOW_BUNDLE_TOO_LARGE",
    message: `a review of ${requirements} requirements does not fit into ${budgetTokens} tokens, even with every diff left out`,
    hint: "give the review a larger token budget, or review fewer requirements at once",
    details: { budgetTokens, requirements },
  });
}
