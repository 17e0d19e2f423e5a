import { describe, expect, it } from "vitest";

import type { Commands, CommandSpec, InputChannel } from "../src/ports/commands.ts";

/** How a command of the contract talks. */
export type TalkBehaviour =
  /** Answers each line of its input with `heard <line>`, until its input ends; then it says `bye` and exits with 0. */
  | { readonly does: "answer" }
  /** Answers one line, and exits with 3. */
  | { readonly does: "leave" }
  /** Reads nothing and says nothing. */
  | { readonly does: "ignore" }
  /** Reads nothing, and says `more` without end. */
  | { readonly does: "flood" };

/** A place where such commands can be talked with. */
export interface TalkWorld extends AsyncDisposable {
  readonly commands: Commands;
  /** The command that behaves like this. */
  program(behaviour: TalkBehaviour): Pick<CommandSpec, "argv" | "cwd" | "env">;
}

/** What `Commands` keep that hold standard input open. It takes real processes: the simulation holds no conversations. */
export function conversationContract(name: string, make: () => Promise<TalkWorld>): void {
  const run = async (behaviour: TalkBehaviour, more: Partial<CommandSpec>, signal?: AbortSignal) => {
    await using world = await make();
    talks += 1;
    const marker = `talk/${process.pid}/${talks}`;
    return await world.commands.run({ ...world.program(behaviour), limits, marker, ...more }, signal);
  };

  describe(`conversation: ${name}`, { concurrent: true }, () => {
    it("answers lines as they come, until its input is ended", async () => {
      const heard: string[] = [];
      let open: InputChannel | null = null;
      const outcome = await run(
        { does: "answer" },
        {
          converse: (channel) => {
            open = channel;
            channel.write("one\n");
          },
          onLine: (line) => {
            heard.push(line);
            if (line === "heard one") open?.write("zwei ü\n");
            if (line === "heard zwei ü") open?.end();
          },
        },
      );
      expect(heard).toEqual(["heard one", "heard zwei ü", "bye"]);
      expect(outcome).toMatchObject({ ended: "exited", exitCode: 0, stdout: "heard one\nheard zwei ü\nbye\n" });
    });

    it("takes long texts whole, and nothing after the end", async () => {
      const line = "a long word ".repeat(10_000);
      const heard: string[] = [];
      const outcome = await run(
        { does: "answer" },
        {
          onLine: (said) => void heard.push(said),
          converse: (channel) => {
            for (let times = 0; times < 10; times += 1) channel.write(`${line}\n`);
            channel.end();
            channel.write("too late\n");
            channel.end();
          },
        },
      );
      expect(heard.map((said) => (said === `heard ${line}` ? "whole" : said))).toEqual([
        ...Array.from({ length: 10 }, () => "whole"),
        "bye",
      ]);
      expect(outcome).toMatchObject({ ended: "exited", exitCode: 0 });
    });

    it("is over when the command leaves: what is written then is dropped", async () => {
      let open: InputChannel | null = null;
      const outcome = await run(
        { does: "leave" },
        {
          converse: (channel) => {
            open = channel;
            channel.write("one\ntwo\n");
          },
          onLine: () => open?.write("more\n".repeat(100_000)),
        },
      );
      expect(outcome).toMatchObject({ ended: "exited", exitCode: 3, stdout: "heard one\n", leftovers: 0 });
      (open as InputChannel | null)?.end();
    });

    it("FAB-EXEC-007 ends a command that never reads at its idle limit, however much is written", async () => {
      const converse = (channel: InputChannel) => channel.write("unread\n".repeat(500_000));
      const outcome = await run({ does: "ignore" }, { converse, limits: { ...limits, idle_ms: 300 } });
      expect(outcome).toMatchObject({ ended: "idle-limit", exitCode: null });
    });

    it("FAB-EXEC-007 takes no more from a command that talks and does not listen: it ends at its idle limit", async () => {
      let open: InputChannel | null = null;
      const outcome = await run(
        { does: "flood" },
        {
          limits: { ...limits, idle_ms: 500 },
          converse: (channel) => void (open = channel),
          onLine: () => {
            open?.write(`${"an answer that nobody is going to read ".repeat(3)}\n`);
          },
        },
      );
      expect(outcome).toMatchObject({ ended: "idle-limit" });
      expect(outcome.outputBytes).toBeLessThan(2_000_000);
    });

    it("ends a command at the signal, in the middle of a conversation", async () => {
      const controller = new AbortController();
      const converse = (channel: InputChannel) => channel.write("one\n");
      const outcome = await run({ does: "answer" }, { converse, onLine: () => controller.abort() }, controller.signal);
      expect(outcome).toMatchObject({ ended: "cancelled", stdout: expect.stringMatching(/^heard one\n/) });
    });

    it("rejects when the one who talks throws", async () => {
      const converse = () => {
        throw new Error("at a loss for words");
      };
      await expect(run({ does: "answer" }, { converse })).rejects.toThrow("at a loss for words");
    });
  });
}

const limits = { wall_ms: 15_000, idle_ms: 15_000, output_bytes: 100_000_000 };
let talks = 0;
