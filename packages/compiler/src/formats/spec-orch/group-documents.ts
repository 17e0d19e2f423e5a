import { readData } from "../../data/read-data.ts";
import type { SourceText } from "../../spec/spec-reading.ts";
import { parentFolder } from "../feature/feature-groups.ts";
import { documentKind, type SpecOrchKind } from "./document-kind.ts";

interface Known {
  readonly kind: SpecOrchKind | "spec";
  readonly source: SourceText;
}

/**
 * The issues, each alone, and the missions: a plan with the mission and the `spec.md` of its folder. A second plan or mission in a folder stands
 * alone; a `spec.md` beside neither is left to Markdown.
 */
export function groupDocuments(sources: readonly SourceText[]): readonly (readonly SourceText[])[] {
  const known = sources.flatMap((source): readonly Known[] => {
    const kind = kindOf(source);
    return kind === null ? [] : [{ kind, source }];
  });
  const issues = known.filter(({ kind }) => kind === "issue").map(({ source }) => [source]);
  const folders = Map.groupBy(
    known.filter(({ kind }) => kind !== "issue"),
    ({ source }) => parentFolder(source.file),
  );
  return [...issues, ...[...folders.values()].flatMap(missionsOf)];
}

function kindOf(source: SourceText): Known["kind"] | null {
  if (/(?:^|\/)spec\.md$/i.test(source.file)) return "spec";
  const mayBe = /\.json$/i.test(source.file) && /"(?:issue_id|mission_id|plan_id|work_packets)"/.test(source.text);
  return mayBe ? documentKind(readData(source).root) : null;
}

function missionsOf(documents: readonly Known[]): readonly (readonly SourceText[])[] {
  const of = (wanted: Known["kind"]): readonly Known[] => documents.filter(({ kind }) => kind === wanted);
  const [plan, ...plans] = of("plan");
  const [mission, ...missions] = of("mission");
  if (plan === undefined && mission === undefined) return [];
  const together = new Set([plan, mission, of("spec")[0]]);
  const group = documents.filter((document) => together.has(document)).map(({ source }) => source);
  return [group, ...[...plans, ...missions].map(({ source }) => [source])];
}
