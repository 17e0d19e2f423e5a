import { stepKinds } from "@fabrikk/state";
import { expect, test } from "vitest";

import { chooseKills } from "../torture/choose-kills.ts";
import { killRun, plainRun } from "../torture/kill-run.ts";
import { playNotes } from "../torture/play-notes.ts";
import { twoAtATime } from "../torture/two-at-a-time.ts";

test(
  "FAB-RUN-002, FAB-TOP-004: a run killed by SIGKILL inside any kind of step ends as one that was not, each piece of work committed once",
  { timeout: 300_000 },
  async () => {
    const plain = await plainRun(playNotes);
    const kills = chooseKills(plain.events);
    expect(kills).toHaveLength(13);
    expect(kills.filter(({ points }) => points.length === 2)).toHaveLength(2);
    expect(new Set(kills.flatMap(({ kinds }) => kinds))).toEqual(new Set(stepKinds));

    const faults: string[] = [];
    await twoAtATime(kills, async ({ kinds, points }) => {
      for (const fault of await killRun({ play: playNotes, plain, killAt: points }))
        faults.push(`${kinds.join(", ")} at ${points.join(", ")}: ${fault}`);
    });
    expect(faults).toEqual([]);
  },
);
