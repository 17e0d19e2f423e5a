import { describe, expect, it } from "vitest";

import type { Commands, CommandSpec } from "../src/ports/commands.ts";

/** What a command of the contract does. */
export type CommandBehaviour =
  | { readonly does: "exit"; readonly code: number; readonly stdout?: string; readonly stderr?: string }
  /** Writes its standard input to its standard output and exits with 0. */
  | { readonly does: "repeat-input" }
  /** Goes on without a word until it is ended. */
  | { readonly does: "hang" }
  /** Writes without end. */
  | { readonly does: "flood" }
  /** Is ended by the signal SIGTERM, which is not of the port's making. */
  | { readonly does: "be-signalled" }
  /** A program that does not exist. */
  | { readonly does: "be-missing" };

/** A place where such commands can be run. */
export interface CommandsWorld extends AsyncDisposable {
  readonly commands: Commands;
  /** The command that behaves like this. */
  program(behaviour: CommandBehaviour): Pick<CommandSpec, "argv" | "cwd" | "env">;
  /** An absolute path for an output file. */
  readonly outputFile: string;
  /** What was written there. */
  readOutput(): Promise<string>;
}

type MakeWorld = () => Promise<CommandsWorld>;

/** What all `Commands` keep, real or simulated: one shape for every way to end, limits, cancelling, markers. */
export function commandsContract(name: string, make: MakeWorld): void {
  describe(`commands: ${name}`, { concurrent: true }, () => {
    waysToEnd(make);
    linesTold(make);
    limitsMet(make);
    endedByOthers(make);
  });
}

function waysToEnd(make: MakeWorld): void {
  it("FAB-EXEC-007 tells the exit code and the output of a command that exits", async () => {
    await using world = await make();
    const { commands } = world;
    const good = await commands.run(specOf(world, { does: "exit", code: 0, stdout: "out\n", stderr: "err\n" }));
    expect(good).toMatchObject({
      ...plain,
      ended: "exited",
      exitCode: 0,
      stdout: "out\n",
      stderr: "err\n",
      outputBytes: 8,
    });
    expect(good.durationMs).toBeGreaterThanOrEqual(0);
    const bad = await commands.run(specOf(world, { does: "exit", code: 3 }));
    expect(bad).toMatchObject({ ...plain, ended: "exited", exitCode: 3, stdout: "", stderr: "", outputBytes: 0 });
  });

  it("tells the signal of a command that was ended by one", async () => {
    await using world = await make();
    const outcome = await world.commands.run(specOf(world, { does: "be-signalled" }));
    expect(outcome).toMatchObject({ ...plain, ended: "signalled", signal: "SIGTERM" });
  });

  it("gives the text on standard input and closes it; without one it is empty", async () => {
    await using world = await make();
    const given = await world.commands.run(specOf(world, { does: "repeat-input" }, { stdin: "grüße\n" }));
    expect(given).toMatchObject({ ended: "exited", exitCode: 0, stdout: "grüße\n" });
    const empty = await world.commands.run(specOf(world, { does: "repeat-input" }));
    expect(empty).toMatchObject({ ended: "exited", exitCode: 0, stdout: "" });
  });

  it("keeps the last 16 KiB of a stream and writes all of both to the file", async () => {
    await using world = await make();
    const stdout = Array.from({ length: 5000 }, (_, line) => `line ${line}\n`).join("");
    const behaviour = { does: "exit", code: 0, stdout, stderr: "the end\n" } as const;
    const outcome = await world.commands.run(specOf(world, behaviour, { outputFile: world.outputFile }));
    expect(outcome).toMatchObject({ ended: "exited", stdout: stdout.slice(-16 * 1024), stderr: "the end\n" });
    expect(outcome.outputBytes).toBe(stdout.length + 8);
    expect((await world.readOutput()).split("\n").toSorted()).toEqual(`${stdout}the end\n`.split("\n").toSorted());
  });

  it("says why a command was not started", async () => {
    await using world = await make();
    const outcome = await world.commands.run(specOf(world, { does: "be-missing" }));
    expect(outcome).toMatchObject({ ...plain, ended: "not-started", problem: expect.stringMatching(/./) });
  });
}

function linesTold(make: MakeWorld): void {
  const linesOf = async (stdout: string, more: Partial<CommandSpec> = {}) => {
    await using world = await make();
    const lines: string[] = [];
    const behaviour = { does: "exit", code: 0, stdout, stderr: "not told\n" } as const;
    const onLine = (line: string) => void lines.push(line);
    const outcome = await world.commands.run(specOf(world, behaviour, { onLine, ...more }));
    return { lines, outcome };
  };

  it("tells each line of standard output, also an empty one and the last without an end, before the outcome", async () => {
    const { lines, outcome } = await linesOf("grüße\r\n\n{}\nlast");
    expect(lines).toEqual(["grüße", "", "{}", "last"]);
    expect(outcome).toMatchObject({ ended: "exited", exitCode: 0, stderr: "not told\n" });
    expect((await linesOf("one\n")).lines).toEqual(["one"]);
    expect((await linesOf("")).lines).toEqual([]);
  });

  it("tells no more than the limit of output", async () => {
    const { lines, outcome } = await linesOf("one\ntwo\nthree\n", { limits: { ...limits, output_bytes: 6 } });
    expect(lines).toEqual(["one", "tw"]);
    expect(outcome).toMatchObject({ ended: "output-limit" });
  });

  it("rejects, and goes on no longer, when the one who is told throws", async () => {
    await using world = await make();
    const onLine = () => {
      throw new Error("not understood");
    };
    const run = world.commands.run(specOf(world, { does: "flood" }, { onLine }));
    await expect(run).rejects.toThrow("not understood");
  });
}

function limitsMet(make: MakeWorld): void {
  it("FAB-EXEC-007 ends a command at the wall clock", async () => {
    await using world = await make();
    const outcome = await world.commands.run(specOf(world, { does: "hang" }, { limits: { ...limits, wall_ms: 400 } }));
    expect(outcome).toMatchObject({ ...plain, ended: "wall-limit" });
  });

  it("FAB-EXEC-007 ends a command that is silent for too long", async () => {
    await using world = await make();
    const outcome = await world.commands.run(specOf(world, { does: "hang" }, { limits: { ...limits, idle_ms: 200 } }));
    expect(outcome).toMatchObject({ ...plain, ended: "idle-limit" });
  });

  it("FAB-EXEC-007 ends a command that writes too much, and takes no more than the limit", async () => {
    await using world = await make();
    const endless = { limits: { ...limits, output_bytes: 100_000 } };
    const outcome = await world.commands.run(specOf(world, { does: "flood" }, endless));
    expect(outcome).toMatchObject({ exitCode: null, signal: null, ended: "output-limit", outputBytes: 100_000 });
  });

  it("does not let a quick command pass that wrote too much, and lets one pass that wrote just enough", async () => {
    await using world = await make();
    const behaviour = { does: "exit", code: 0, stdout: "12345678" } as const;
    const run = (output_bytes: number) =>
      world.commands.run(specOf(world, behaviour, { limits: { ...limits, output_bytes } }));
    expect(await run(7)).toMatchObject({ exitCode: null, ended: "output-limit", stdout: "1234567", outputBytes: 7 });
    expect(await run(8)).toMatchObject({ exitCode: 0, ended: "exited", stdout: "12345678", outputBytes: 8 });
  });
}

function endedByOthers(make: MakeWorld): void {
  it("ends a command at the signal, and starts none after it", async () => {
    await using world = await make();
    const controller = new AbortController();
    const running = world.commands.run(specOf(world, { does: "hang" }), controller.signal);
    controller.abort();
    expect(await running).toMatchObject({ ...plain, ended: "cancelled" });
    const late = await world.commands.run(specOf(world, { does: "hang" }), controller.signal);
    expect(late).toMatchObject({ ...plain, ended: "cancelled", stdout: "", outputBytes: 0 });
  });

  it("ends what carries a marker, and nothing else", async () => {
    await using world = await make();
    const spec = specOf(world, { does: "hang" });
    const other = new AbortController();
    const spared = world.commands.run({ ...spec, marker: `${spec.marker}0` }, other.signal);
    const ended = world.commands.run(spec);
    let count = 0;
    while (count === 0) count = await world.commands.endLeftovers([spec.marker, "contract/none"]);
    expect(await ended).toMatchObject({ ended: "signalled", exitCode: null });
    expect(await world.commands.endLeftovers([spec.marker])).toBe(0);
    other.abort();
    expect(await spared).toMatchObject({ ended: "cancelled" });
  });
}

const limits = { wall_ms: 15_000, idle_ms: 15_000, output_bytes: 10_000_000 };
const plain = { exitCode: null, signal: null, problem: null, leftovers: 0 };
let markers = 0;

function specOf(world: CommandsWorld, behaviour: CommandBehaviour, more: Partial<CommandSpec> = {}): CommandSpec {
  markers += 1;
  return { ...world.program(behaviour), limits, marker: `contract/${process.pid}/${markers}`, ...more };
}
