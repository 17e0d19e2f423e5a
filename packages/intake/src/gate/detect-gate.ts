import type { RepositoryView } from "../repository-view.ts";
import type { GateProposal } from "./gate-proposal.ts";
import type { GateSource } from "./gate-source.ts";
import { ecosystems, taskRunners } from "./gate-sources.ts";
import { nestedFolders } from "./nested-folders.ts";
import { firstOf, projectFolder, type ProjectFolder } from "./project-folder.ts";

/** The quality gate that a repository suggests. */
export interface GateDetection {
  /** The commands of the top folder, to be proposed. Each name stands once. */
  readonly gate: readonly GateProposal[];
  /**
   * Commands of projects in subfolders that the top folder says nothing about, each with its `cd`. Whether they are the gate
   * of the whole repository is for a person to say: they are offered, never taken.
   */
  readonly nested: readonly GateProposal[];
  /** What was seen and not used, and why: one clause each. */
  readonly notes: readonly string[];
  /** What was looked for, in order. */
  readonly lookedFor: readonly string[];
}

/** Subfolders that are looked into. */
const mostNested = 10;

/**
 * Finds the quality gate (FAB-INT-010): a task runner with a `test` speaks for the repository; else every ecosystem that the
 * top folder belongs to proposes its commands. Nothing is run, and the order of the view's files does not matter.
 */
export async function detectGate(view: RepositoryView): Promise<GateDetection> {
  const top = await detectIn(projectFolder(view, ""), ecosystems);
  const open = top.hasRunner ? [] : ecosystems.filter(({ name }) => !top.spoke.has(name));
  const nested = await detectNested(view, open);
  return {
    gate: top.proposals,
    nested: nested.proposals,
    notes: [...top.notes, ...nested.notes],
    lookedFor: [...taskRunners, ...ecosystems].map(({ name }) => name),
  };
}

interface FolderGate {
  readonly proposals: readonly GateProposal[];
  readonly notes: readonly string[];
  /** Did a task runner speak? */
  readonly hasRunner: boolean;
  /** The sources that proposed something. */
  readonly spoke: ReadonlySet<string>;
}

async function detectIn(folder: ProjectFolder, kinds: readonly GateSource[]): Promise<FolderGate> {
  const notes: string[] = [];
  for (const runner of taskRunners) {
    const said = await runner.suggest(folder);
    if (said.proposals.length > 0) return { ...said, hasRunner: true, spoke: new Set([runner.name]) };
    notes.push(...said.notes);
  }
  const proposals: GateProposal[] = [];
  const spoke = new Set<string>();
  for (const source of kinds) {
    const said = await source.suggest(folder);
    if (said.proposals.length > 0) spoke.add(source.name);
    proposals.push(...said.proposals.map((proposal) => renamed(proposal, source, proposals)));
    notes.push(...said.notes);
  }
  return { proposals, notes, hasRunner: false, spoke };
}

/** Two ecosystems may both call a command `test`. */
function renamed(proposal: GateProposal, { name }: GateSource, others: readonly GateProposal[]): GateProposal {
  const isTaken = others.some((other) => other.name === proposal.name);
  return isTaken ? { ...proposal, name: `${name} ${proposal.name}` } : proposal;
}

async function detectNested(
  view: RepositoryView,
  kinds: readonly GateSource[],
): Promise<Pick<FolderGate, "proposals" | "notes">> {
  const proposals: GateProposal[] = [];
  const notes: string[] = [];
  const spoke: { readonly path: string; readonly kind: string }[] = [];
  let looked = 0;
  for (const path of nestedFolders(view.files, kinds)) {
    const folder = projectFolder(view, path);
    const own = kinds.filter(
      ({ name, files }) =>
        firstOf(folder, files) !== undefined && !spoke.some((each) => each.kind === name && path.startsWith(each.path)),
    );
    if (own.length === 0) continue;
    looked += 1;
    if (looked > mostNested) return { proposals, notes: [...notes, `folders from ${path} on were not looked into`] };
    const found = await detectIn(folder, own);
    proposals.push(...found.proposals.map((proposal) => inFolder(path, proposal)));
    notes.push(...found.notes);
    if (found.proposals.length > 0) spoke.push(...own.map(({ name }) => ({ path, kind: name })));
  }
  return { proposals, notes };
}

function inFolder(path: string, { name, command, from }: GateProposal): GateProposal {
  const folder = path.slice(0, -1);
  const word = /^\w[\w@%+=:,./-]*$/.test(folder) ? folder : `'./${folder.replaceAll("'", `'\\''`)}'`;
  return { name: `${folder}: ${name}`, command: `cd ${word} && ${command}`, from: `${path}${from}` };
}
