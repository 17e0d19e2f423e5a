import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

import { createCommands } from "../src/index.ts";
import { readProcessTable } from "../src/process-table.ts";
import { generousLimits, shellSpec } from "./command-spec.ts";
import { living, uniqueSeconds, until } from "./living.ts";

const commands = createCommands();

describe("FAB-EXEC-007 the whole process tree is ended", { concurrent: true }, () => {
  test.for([
    ["a process in the background", "sleep $1 & echo started", 1],
    ["a stopped process", "sleep $1 & kill -STOP $!; echo started", 1],
    ["a grandchild in a session of its own", "setsid -f sleep $1; echo started", 1],
    ["a daemon with closed streams", "setsid -f sh -c 'sleep $0 & exit' $1 <&- >&- 2>&-; echo started", 1],
    ["one that dropped its environment and its parent", "sh -c 'env -i sleep $0 & exit' $1; echo started", 1],
    ["one that holds the output open", "setsid -f sleep $1; setsid -f sleep $1; echo started", 2],
  ] as const)("when the command has ended: %s", async ([, script, count]) => {
    const seconds = uniqueSeconds();
    const outcome = await commands.run(shellSpec(script, [seconds]));
    expect(living(seconds)).toEqual([]);
    expect(outcome).toMatchObject({ ended: "exited", exitCode: 0, stdout: "started\n" });
    expect(outcome.leftovers).toBeGreaterThanOrEqual(count); // a shell on its way to exit may be among them
  });

  test("at a limit: what ignores SIGTERM", async () => {
    const seconds = uniqueSeconds();
    const script = "trap '' TERM; (trap '' TERM; sleep $1; sleep $1) & sleep $1; sleep $1";
    const outcome = await commands.run(shellSpec(script, [seconds], { limits: { ...generousLimits, wall_ms: 1200 } }));
    expect(living(seconds)).toEqual([]);
    expect(outcome).toMatchObject({ ended: "wall-limit", exitCode: null });
    expect(outcome.leftovers).toBeGreaterThan(0);
    expect(outcome.durationMs).toBeGreaterThan(2000); // the grace time
  });

  test("at the signal", async () => {
    const seconds = uniqueSeconds();
    const controller = new AbortController();
    const running = commands.run(shellSpec("setsid -f sleep $1; sleep $1", [seconds]), controller.signal);
    expect(await until(() => living(`sleep\0${seconds}`).length === 2)).toBe(true);
    controller.abort();
    expect(await running).toMatchObject({ ended: "cancelled", exitCode: null, signal: null });
    expect(living(seconds)).toEqual([]);
  });

  test("a chain of processes that fork and exit", async () => {
    const folder = await mkdtemp(join(tmpdir(), "fabrikk-test-"));
    const file = join(folder, "hops");
    const hop = 'echo $1 >> "$2"; [ $1 -lt 3000 ] && setsid sh -c "$0" "$0" $(($1 + 1)) "$2" & exit 0';
    const outcome = await commands.run(shellSpec('setsid sh -c "$1" "$1" 0 "$2"; sleep 0.1', [hop, file]));
    const hops = async () => (await readFile(file, "utf8")).split("\n").length;
    const then = await hops();
    await sleep(200);
    expect(await hops()).toBe(then);
    expect(then).toBeLessThan(3000);
    expect(outcome.leftovers).toBeGreaterThan(0);
    await rm(folder, { recursive: true });
  });

  test("also when the command killed its guard", async () => {
    const seconds = uniqueSeconds();
    const outcome = await commands.run(shellSpec("setsid -f sleep $1; kill -KILL $PPID; sleep $1", [seconds]));
    expect(living(seconds)).toEqual([]);
    expect(outcome).toMatchObject({ ended: "signalled", signal: "SIGKILL", exitCode: null });
    expect(outcome.leftovers).toBeGreaterThan(0);
  });

  test("a command that signals its process group does not hit its guard", async () => {
    const seconds = uniqueSeconds();
    const outcome = await commands.run(shellSpec("setsid -f sleep $1; sleep 0.2; kill -TERM 0", [seconds]));
    expect(living(seconds)).toEqual([]);
    expect(outcome).toMatchObject({ ended: "signalled", signal: "SIGTERM", leftovers: 1 });
  });

  test("nobody waits for a process that got away and holds the output open", async () => {
    const seconds = uniqueSeconds();
    const begun = performance.now();
    const outcome = await commands.run(shellSpec("env -i setsid -f sleep $1; sleep 0.2; echo done", [seconds]));
    expect(outcome).toMatchObject({ ended: "exited", exitCode: 0, stdout: "done\n" });
    expect(performance.now() - begun).toBeLessThan(5000);
    for (const pid of living(seconds)) process.kill(pid, "SIGKILL");
  });

  test("two commands with one marker: the end of one leaves the other alone", async () => {
    const spec = shellSpec("setsid -f sleep $1; sleep 0.8; echo done", [uniqueSeconds()]);
    const [first, second] = await Promise.all([
      commands.run(shellSpec(":", [], { marker: spec.marker })),
      commands.run(spec),
    ]);
    expect(first).toMatchObject({ ended: "exited", leftovers: 0 });
    expect(second).toMatchObject({ ended: "exited", stdout: "done\n", leftovers: 1 });
  });

  test("processes that are not ours are never signalled", async () => {
    const seconds = uniqueSeconds();
    const { marker } = shellSpec(":");
    const env = { PATH: process.env["PATH"], FABRIKK_GUARD: `${marker}0#00000000`, OTHER: `FABRIKK_GUARD=${marker}#0` };
    const foreign = spawn("sleep", [seconds], { env, stdio: "ignore" });
    expect(await until(() => living(seconds).length === 1)).toBe(true);
    const outcome = await commands.run(shellSpec("sleep 300 & echo $!", [], { marker }));
    expect(outcome).toMatchObject({ ended: "exited", leftovers: 1 });
    expect(await commands.endLeftovers([marker])).toBe(0);
    expect(living(seconds)).toEqual([foreign.pid]);
    foreign.kill("SIGKILL");
  });

  test("also when the engine dies by SIGKILL: within five seconds", async () => {
    const seconds = uniqueSeconds();
    const engine = startEngine(`test/death/${seconds}`, seconds);
    expect(await until(() => living(`sleep\0${seconds}`).length === 3, 10_000)).toBe(true);
    engine.kill("SIGKILL");
    await once(engine, "exit");
    expect(await until(() => living(seconds).length === 0, 5000)).toBe(true);
  });

  test("also when engine and guard are both out of action: recovery ends what is left, and counts it", async () => {
    const seconds = uniqueSeconds();
    const marker = `test/death/${seconds}`;
    const engine = startEngine(marker, seconds);
    expect(await until(() => living(`sleep\0${seconds}`).length === 3, 10_000)).toBe(true);
    const guard = living("guard.ts").find((pid) =>
      readProcessTable(0).rows.some((row) => row.pid === pid && row.parent === engine.pid),
    );
    process.kill(guard ?? NaN, "SIGSTOP");
    engine.kill("SIGKILL");
    await once(engine, "exit");
    const count = living(`sleep\0${seconds}`).length;
    const ended = await createCommands().endLeftovers([`${marker}0`, marker]);
    expect(living(seconds)).toEqual([]);
    expect(ended).toBe(count + 3); // two shells and the guard
    expect(living("guard.ts")).not.toContain(guard);
  });
});

const fixture = fileURLToPath(new URL("fixtures/engine.mjs", import.meta.url));
const stubborn = "setsid -f sleep $1; (trap '' TERM; sleep $1; sleep $1) & sleep $1";

/** An engine in a process of its own, running that script. */
function startEngine(marker: string, seconds: string): ChildProcess {
  const flags = ["--no-warnings", "--conditions=@fabrikk/source", fixture];
  return spawn(process.execPath, [...flags, stubborn, marker, seconds], { stdio: "ignore" });
}
