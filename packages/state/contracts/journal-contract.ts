import { describe, expect, test } from "vitest";

import type { JournalEntry, JournalEvent } from "../src/index.ts";
import type { Journal } from "../src/ports/index.ts";

/** One journal under test, with storage of its own. Disposing it removes both. */
export interface JournalFixture extends AsyncDisposable {
  readonly journal: Journal;
  /** Ends the writer and opens the same storage again, as the next engine would. */
  reopen(): Promise<Journal>;
}

/**
 * What holds for every implementation of the `Journal` port. A journal may hold records of its own from the start
 * (`epoch-opened`), and may add some when it is opened again.
 */
export function journalContract(name: string, open: () => Promise<JournalFixture>): void {
  describe(`${name} keeps the contract of a journal`, () => {
    test("gives each record its place, in the order of the calls", async () => {
      await using fixture = await open();
      const { journal } = fixture;
      const before = journal.events.length;
      const first = await journal.append(note("first"));
      const second = await journal.append(note("second"));
      expect(first).toEqual({
        ...note("first"),
        v: 1,
        seq: before + 1,
        at: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
      });
      expect(second).toMatchObject({ ...note("second"), seq: before + 2 });
      expect(journal.events.slice(before)).toEqual([first, second]);
      expect(journal.events.map(({ seq }) => seq)).toEqual(journal.events.map((_, index) => index + 1));
    });

    test("takes many appends at once and keeps their order", async () => {
      await using fixture = await open();
      const { journal } = fixture;
      const before = journal.events.length;
      const names = Array.from({ length: 300 }, (_, index) => `note ${index}`);
      const appended = await Promise.all(names.map((message) => journal.append(note(message))));
      expect(messagesOf(appended)).toEqual(names);
      expect(journal.events.slice(before)).toEqual(appended);
    });

    test("shows a record once it is durable, not before (J2)", async () => {
      await using fixture = await open();
      const { journal } = fixture;
      const before = journal.events.length;
      const pending = journal.append(note("later"));
      expect(journal.events).toHaveLength(before);
      const event = await pending;
      expect(journal.events.at(-1)).toEqual(event);
    });

    test("shares nothing with what it was given", async () => {
      await using fixture = await open();
      const intent = { paths: ["a"] };
      const entry: JournalEntry = {
        type: "step-started",
        key: "g1/plan",
        kind: "plan",
        digest: "0".repeat(64),
        intent,
      };
      const pending = fixture.journal.append(entry);
      intent.paths.push("b");
      expect(await pending).toMatchObject({ intent: { paths: ["a"] } });
      intent.paths.push("c");
      expect(fixture.journal.events.at(-1)).toMatchObject({ intent: { paths: ["a"] } });
    });

    test("refuses what is no record, and goes on", async () => {
      await using fixture = await open();
      const { journal } = fixture;
      const before = journal.events.length;
      const wrong = [{ type: "no-such-type" }, { ...note("x"), extra: 1 }, { ...note("x"), code: "lower" }];
      for (const entry of wrong) await expect(journal.append(entry as JournalEntry)).rejects.toBeInstanceOf(Error);
      expect(journal.events).toHaveLength(before);
      expect((await journal.append(note("good"))).seq).toBe(before + 1);
    });

    test("shows everything again when it is reopened, and goes on from there (J3)", async () => {
      await using fixture = await open();
      const odd = ['quotes " and \\', "line\nend", "\0 \u2028 \ud83d\ude00", '","crc":"00000000"}'];
      for (const message of odd) await fixture.journal.append(note(message));
      const intent = { zero: -0, nested: [{ crc: "00000000" }, null] };
      await fixture.journal.append({
        type: "step-started",
        key: "g1/plan",
        kind: "plan",
        digest: "0".repeat(64),
        intent,
      });
      const before = structuredClone(fixture.journal.events);
      const journal = await fixture.reopen();
      expect(journal.events.slice(0, before.length)).toEqual(before);
      const event = await journal.append(note("after"));
      expect(event.seq).toBe(journal.events.length);
      expect(messagesOf(journal.events)).toEqual([...odd, "after"]);
    });
  });
}

function note(message: string): JournalEntry {
  return { type: "warning-noted", code: "FABRIKK_STATE_EXAMPLE", message };
}

function messagesOf(events: readonly JournalEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === "warning-noted" ? [event.message] : []));
}
