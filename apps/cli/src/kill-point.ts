/** Where an engine is killed: before or after the record with this sequence number is written. */
export interface KillPoint {
  readonly seq: number;
  readonly side: "before" | "after";
}

/** Can an engine be killed here once one was killed at `first`? What is before a record is before it is written. */
export function isAfter(point: KillPoint, first: KillPoint): boolean {
  return point.seq > first.seq || (point.seq === first.seq && first.side === "before" && point.side === "after");
}

/** `40:before`, as the command line takes it. */
export function describeKillPoint({ seq, side }: KillPoint): string {
  return `${seq}:${side}`;
}
