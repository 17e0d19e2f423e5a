/** One unit of time: its names and its length. */
export interface Unit {
  readonly short: string;
  readonly long: string;
  readonly milliseconds: number;
}

/** The units, longest first. Months and years are left out: they have no fixed length. */
export const units: readonly Unit[] = [
  { short: "w", long: "week", milliseconds: 604_800_000 },
  { short: "d", long: "day", milliseconds: 86_400_000 },
  { short: "h", long: "hour", milliseconds: 3_600_000 },
  { short: "m", long: "minute", milliseconds: 60_000 },
  { short: "s", long: "second", milliseconds: 1000 },
  { short: "ms", long: "millisecond", milliseconds: 1 },
];

/** The unit with this short name, long name or plural, whatever the case of its letters. */
export function findUnit(name: string): Unit | undefined {
  const wanted = name.toLowerCase();
  return units.find((unit) => [unit.short, unit.long, `${unit.long}s`].includes(wanted));
}
