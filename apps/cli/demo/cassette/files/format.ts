import { units, type Unit } from "./units.ts";

/** How a duration is written. */
export interface FormatOptions {
  /** Long names: `1 hour 30 minutes`. */
  readonly long?: boolean;
}

/**
 * Writes a duration with its largest units first: `1h 30m`. Zero units are left out.
 * @param milliseconds from one second on rounded to whole seconds
 * @throws RangeError for what is not a finite number
 */
export function format(milliseconds: number, options: FormatOptions = {}): string {
  if (!Number.isFinite(milliseconds)) throw new RangeError(`not a duration: ${milliseconds}`);
  const exact = Math.abs(milliseconds);
  const smallest = exact < 1000 ? 1 : 1000;

  const parts: string[] = [];
  let rest = exact;
  for (const unit of units.filter((candidate) => candidate.milliseconds >= smallest)) {
    const amount = rest / unit.milliseconds;
    const count = unit.milliseconds === smallest ? Math.round(amount) : Math.floor(amount);
    rest -= count * unit.milliseconds;
    if (count > 0) parts.push(write(count, unit, options.long === true));
  }
  if (parts.length === 0) return options.long === true ? "0 seconds" : "0s";
  return `${milliseconds < 0 ? "-" : ""}${parts.join(" ")}`;
}

function write(count: number, unit: Unit, long: boolean): string {
  return long ? `${count} ${unit.long}${count === 1 ? "" : "s"}` : `${count}${unit.short}`;
}
