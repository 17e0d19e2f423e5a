import { readJournal } from "@fabrikk/state/run-dir";
import { expect, test } from "vitest";

import { startProgram } from "./start-program.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("FAB-RUN-002: a journal killed in the middle of thousands of appends holds every acknowledged record", async () => {
  await using folder = await temporaryFolder();
  const acknowledged = new Map<number, string>();
  for (const wanted of [3000, 500, 1]) {
    await using program = startProgram("append-notes", [folder.path]);
    await program.outputHolds((output) => output.split("\n").length > wanted);
    await program.kill();
    for (const line of program.output().split("\n").slice(0, -1)) {
      const [seq = "", ...message] = line.split(" ");
      acknowledged.set(Number(seq), message.join(" "));
    }
  }
  const { events } = await readJournal(folder.path);
  const messages = new Map(
    events.map((event) => [event.seq, event.type === "warning-noted" ? event.message : event.type]),
  );
  expect(acknowledged.size).toBeGreaterThan(3500);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  for (const [seq, message] of acknowledged) expect(messages.get(seq)).toBe(message);
  expect(events.filter(({ type }) => type === "epoch-opened")).toHaveLength(3);
});
