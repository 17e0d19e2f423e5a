/** Where an engine is killed: before or after the record with this sequence number is written. */
export interface KillPoint {
  readonly seq: number;
  readonly side: "before" | "after";
}

/** `40:before`, as the command line takes it. */
export function describeKillPoint({ seq, side }: KillPoint): string {
  return `${seq}:${side}`;
}
