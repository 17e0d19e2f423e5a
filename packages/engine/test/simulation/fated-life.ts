import type { RecordPoint } from "./memory-journal.ts";
import { onRecord } from "./on-record.ts";
import type { EngineLife, World } from "./world.ts";

/** How a simulated engine comes to its end before its time. */
type Fate = "dies-at-record" | "dies-between" | "journal-fails" | "is-stopped";

const fates: readonly Fate[] = ["dies-at-record", "dies-between", "journal-fails", "is-stopped"];

/** A life that ends soon: how, when and in which schedule follow from `chance`, which gives whole numbers below its argument. */
export function fatedLife(world: World, chance: (below: number) => number): EngineLife {
  const seed = chance(1_000_000);
  const point: RecordPoint = { seq: world.events.length + 1 + chance(40), side: chance(2) === 0 ? "before" : "after" };
  switch (fates[chance(fates.length)] ?? "dies-between") {
    case "dies-at-record":
      return { seed, crashAt: point };
    case "dies-between":
      return { seed, dieAt: 1 + chance(400) };
    case "journal-fails":
      return { seed, failAt: point };
    case "is-stopped": {
      const stop = new AbortController();
      const asked = onRecord(
        ({ seq }) => seq === point.seq,
        () => stop.abort(),
      );
      return { seed, signal: stop.signal, ...asked };
    }
  }
}
