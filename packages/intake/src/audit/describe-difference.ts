import type { AuditChange, AuditDifference } from "./compare-audits.ts";

/** How many changes of a kind have a line of their own. */
const most = { worse: 4, better: 3, named: 6 };

/** The difference between two audits for people: at most 10 lines, what got worse first. Pure. */
export function describeDifference(difference: AuditDifference): readonly string[] {
  const { worse, better, same, unknown, sizes } = difference;
  return [
    ...changeLines("worse", worse, most.worse),
    ...changeLines("better", better, most.better),
    ...namesLine("not known", unknown),
    ...namesLine("the same", same),
    ...(sizes.length === 0
      ? []
      : [sizes.map(({ subject, before, after }) => `${subject} ${before} → ${after}`).join(", ")]),
  ];
}

function changeLines(word: string, changes: readonly AuditChange[], limit: number): readonly string[] {
  const told = changes.length > limit ? changes.slice(0, limit - 1) : changes;
  const rest = changes.slice(told.length);
  return [
    ...told.map(({ subject, before, after }) => `${word}: ${subject}: ${after}, before: ${before}`),
    ...namesLine(`${word}, too`, rest),
  ];
}

function namesLine(word: string, changes: readonly AuditChange[]): readonly string[] {
  if (changes.length === 0) return [];
  const names = changes.slice(0, most.named).map(({ subject }) => subject);
  const more = changes.length - names.length;
  return [`${word}: ${names.join(", ")}${more > 0 ? `, and ${more} more` : ""}`];
}
