import type { Condition, Verdict } from "@fabrikk/state";

/** So many conditions of one code are told; the rest is counted. */
const told = 3;

/** What a review did not pass, in lines for people: a few of each kind, with what to do about it; none where it passed. */
export function verdictText(name: string, { value, conditions }: Verdict): readonly string[] {
  if (value === "pass") return [];
  const open = conditions.filter((condition) => condition.value !== "pass");
  const kinds = Map.groupBy(open, ({ code, message }) => code ?? message);
  return [`${name}: ${value}`, ...[...kinds.values()].flatMap(kindLines)];
}

function kindLines(conditions: readonly Condition[]): readonly string[] {
  const lines = conditions
    .slice(0, told)
    .map(({ code, message }) => `  ${message}${code === null ? "" : ` [${code}]`}`);
  const next = conditions[0]?.next ?? null;
  return [
    ...lines,
    ...(conditions.length > told ? [`  and ${conditions.length - told} more of this kind`] : []),
    ...(next === null ? [] : [`    next: ${next}`]),
  ];
}
