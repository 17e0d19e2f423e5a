import { basename } from "node:path/posix";

import type { WorkspaceFault } from "@fabrikk/state";

import { git } from "../run-git.ts";
import { showPath } from "../show-path.ts";
import { splitRecords } from "../split-records.ts";
import { caseCollisions } from "./case-collisions.ts";
import { linkFault } from "./link-fault.ts";
import { pathFaults } from "./path-faults.ts";
import { blobSizes, readBlobs } from "./read-objects.ts";
import { rawChanges, type RawChange } from "./tree-changes.ts";
import type { UserRepository } from "./user-repository.ts";

/** Bytes above which a file is refused. */
export const largestFile = 100 * 1024 * 1024;

/** What is wrong with the difference between a trusted tree and one that came from outside (design, section 4: workspace). */
export async function checkTree(
  repository: UserRepository,
  base: string,
  tree: string,
): Promise<readonly WorkspaceFault[]> {
  const changes = await rawChanges(repository.place, base, tree);
  const arrived = changes.filter((change) => change.newMode !== "000000");
  if (arrived.length === 0) return [];
  const faults = await Promise.all([
    sizeFaults(repository, arrived),
    linkFaults(repository, arrived),
    attributeFaults(repository, arrived),
    collisionFaults(repository, tree, arrived),
  ]);
  return [...arrived.flatMap((change) => [...pathFaults(change.path), ...modeFaults(change)]), ...faults.flat()];
}

function modeFaults(change: RawChange): readonly WorkspaceFault[] {
  const path = showPath(change.path.text);
  if (change.newMode === "160000") return [{ kind: "submodule", detail: `${path} is a submodule` }];
  if (isFile(change) || isLink(change)) return [];
  return [{ kind: "mode", detail: `${path} has the mode ${change.newMode}` }];
}

async function sizeFaults(
  repository: UserRepository,
  arrived: readonly RawChange[],
): Promise<readonly WorkspaceFault[]> {
  const files = arrived.filter(isFile);
  const sizes = await blobSizes(repository.place, files.map(newObject));
  return files.flatMap((change) => sizeFault(showPath(change.path.text), sizes.get(change.newObject) ?? 0) ?? []);
}

/** The fault of a file that is too large, if it is. */
export function sizeFault(path: string, size: number): WorkspaceFault | null {
  if (size <= largestFile) return null;
  return { kind: "size", detail: `${path} has ${size} bytes; a file may have ${largestFile}` };
}

async function linkFaults(
  repository: UserRepository,
  arrived: readonly RawChange[],
): Promise<readonly WorkspaceFault[]> {
  const links = arrived.filter(isLink);
  const targets = await readBlobs(repository.place, links.map(newObject));
  return links.flatMap((change) => linkFault(change.path.text, asText(targets.get(change.newObject))) ?? []);
}

/** A filter that attributes name is never run; one that arrives with a change is a fault all the same (FAB-VER-001). */
async function attributeFaults(
  repository: UserRepository,
  arrived: readonly RawChange[],
): Promise<readonly WorkspaceFault[]> {
  const files = arrived.filter(
    (change) => isFile(change) && basename(change.path.text).toLowerCase() === ".gitattributes",
  );
  const earlier = files.filter((change) => change.oldMode.startsWith("100")).map((change) => change.oldObject);
  const contents = await readBlobs(repository.place, [...files.map(newObject), ...earlier]);
  return files.flatMap((change) => {
    const known = new Set(filterLines(contents.get(change.oldObject)));
    const added = filterLines(contents.get(change.newObject)).filter((line) => !known.has(line));
    return added.map((line) => ({
      kind: "attributes" as const,
      detail: `${showPath(change.path.text)} adds "${showPath(line)}"`,
    }));
  });
}

function filterLines(content: Uint8Array | undefined): readonly string[] {
  const lines = asText(content)
    .split("\n")
    .map((line) => line.trim());
  return lines.filter((line) => /\sfilter(=|\s|$)/.test(line));
}

async function collisionFaults(
  repository: UserRepository,
  tree: string,
  arrived: readonly RawChange[],
): Promise<readonly WorkspaceFault[]> {
  const added = arrived.filter((change) => change.oldMode === "000000").map((change) => change.path.text);
  if (added.length === 0) return [];
  const output = await git(repository.place, ["ls-tree", "-r", "-z", "--name-only", "--full-tree", tree]);
  return caseCollisions(
    splitRecords(output).map((record) => record.text),
    new Set(added),
  );
}

function isFile(change: RawChange): boolean {
  return change.newMode === "100644" || change.newMode === "100755";
}

function isLink(change: RawChange): boolean {
  return change.newMode === "120000";
}

function newObject(change: RawChange): string {
  return change.newObject;
}

function asText(content: Uint8Array | undefined): string {
  return new TextDecoder().decode(content);
}
