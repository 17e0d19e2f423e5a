import type { Requirement, Risk, RunArtifact } from "@fabrikk/state";

type Facts = Pick<RunArtifact, "requirements" | "groupings" | "quality_gate">;

/** What fabrikk takes for granted where the spec says nothing: told before approval (FAB-INT-004). */
export function assumptionsOf({ requirements, groupings, quality_gate }: Facts): string[] {
  const idsOf = (isMeant: (grouping: Facts["groupings"][number]) => boolean): readonly string[] => [
    ...new Set(groupings.filter(isMeant).flatMap(({ requirement_ids }) => requirement_ids)),
  ];
  const withoutFiles = idsOf(({ scope }) => scope.owned.length === 0 && scope.shared.length === 0);
  const withoutChecks = idsOf(({ checks }) => checks.length === 0);
  const of = (ids: readonly string[]): string => `${ids.length} of ${requirements.length} requirements`;
  return [
    ...(withoutFiles.length > 0
      ? [`${of(withoutFiles)} name no files: their tasks may change any file, and run alone`]
      : []),
    ...(withoutChecks.length > 0 && quality_gate.length > 0
      ? [`${of(withoutChecks)} name no check: the quality gate stands for it`]
      : []),
    ...(quality_gate.length === 0 ? ["there is no quality gate: only the tasks' own checks run"] : []),
  ];
}

/** The highest risk of any requirement, and whose it is. */
export function riskProfileOf(requirements: readonly Requirement[]): { level: Risk; reasons: string[] } {
  const level =
    (["high", "medium", "low"] as const).find((each) => requirements.some(({ risk }) => risk === each)) ?? "low";
  const ids = requirements.filter(({ risk }) => risk === level).map(({ id }) => id);
  if (level !== "high") return { level, reasons: [] };
  const shown = ids.slice(0, 10).join(", ");
  return { level, reasons: [`high risk: ${shown}${ids.length > 10 ? ` and ${ids.length - 10} more` : ""}`] };
}
