import { parentFolder } from "../feature/feature-groups.ts";
import type { FeatureDocument } from "../feature/feature-document.ts";
import { changeFolder, isArchived } from "./change-folder.ts";
import { operationOf, requirementName } from "./requirement-heading.ts";

/** The documents of a change by what they are for. */
export interface ChangeDocuments {
  /** The folder of the change; null where a main spec stands alone. */
  readonly folder: string | null;
  /** Specs whose requirements are to be met. */
  readonly specs: readonly FeatureDocument[];
  readonly tasks: readonly FeatureDocument[];
  readonly designs: readonly FeatureDocument[];
  /** Main specs and archived changes: what holds today. */
  readonly background: readonly FeatureDocument[];
}

/** Sorts the documents of a group. */
export function changeDocuments(documents: readonly FeatureDocument[]): ChangeDocuments {
  const isOld = documents.some(({ file }) => !isArchived(file)) ? isArchived : () => false;
  const own = documents.filter(({ file }) => !isOld(file));
  const plan = own.find(({ name }) => /^(?:proposal\.md|tasks\.md|\.openspec\.yaml)$/i.test(name));
  const delta = own.find(hasOperation);
  const folder = plan === undefined ? (delta === undefined ? null : changeFolder(delta.file)) : parentFolder(plan.file);
  const isWithin = ({ file }: FeatureDocument): boolean =>
    !isOld(file) && (folder === null || folder === "" || file.startsWith(`${folder}/`));
  const specs = documents.filter(isSpec);
  const named = (name: RegExp) => own.filter((document) => name.test(document.name) && isWithin(document));
  const [within, without] = [specs.filter(isWithin), specs.filter((document) => !isWithin(document))];
  // Without a folder, only its sections tell the spec of a change from one of what holds today.
  const isUnclear = folder === "" && within.some(hasOperation);
  return {
    folder,
    specs: isUnclear ? within.filter(hasOperation) : within,
    tasks: named(/^tasks\.md$/i),
    designs: named(/^design\.md$/i),
    background: [
      ...(isUnclear ? within.filter((document) => !hasOperation(document)) : []),
      ...without,
      ...documents.filter((document) => isOld(document.file) && !isSpec(document)),
    ],
  };
}

function isSpec(document: FeatureDocument): boolean {
  return hasOperation(document) || headings(document).some((heading) => requirementName(heading) !== null);
}

function hasOperation(document: FeatureDocument): boolean {
  return headings(document).some((heading) => operationOf(heading) !== null);
}

function headings({ blocks }: FeatureDocument): readonly string[] {
  return blocks.flatMap(({ type, source }) => (type === "heading" ? [source] : []));
}
