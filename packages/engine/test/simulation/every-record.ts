import type { RecordPoint } from "./memory-journal.ts";
import type { World } from "./world.ts";

/** Both sides of every record that the engines of a world have written. */
export function everyRecord({ events, prepared }: World): readonly RecordPoint[] {
  const written = events.slice(prepared.events.length);
  return written.flatMap(({ seq }) => [
    { seq, side: "before" as const },
    { seq, side: "after" as const },
  ]);
}
