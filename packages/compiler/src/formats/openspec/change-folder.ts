import { parentFolder } from "../feature/feature-groups.ts";

/** The folder of the change that a document belongs to: of `changes/x/specs/auth/spec.md` it is `changes/x`, "" for none. */
export function changeFolder(file: string): string {
  const specs = /^(?:(.*)\/)?specs\/.+$/i.exec(file);
  return specs === null ? parentFolder(file) : (specs[1] ?? "");
}

/** Is the document part of a change that is done and put away? */
export function isArchived(file: string): boolean {
  return /(?:^|\/)changes\/archive\//i.test(file);
}
