import { readFileSync } from "node:fs";

import { Command, InvalidArgumentError, Option } from "commander";

import type { FormatName } from "@fabrikk/compiler";

import type { CommandContext } from "./command-context.ts";
import { describeKillPoint, isAfter, type KillPoint } from "./kill-point.ts";
import { packageFolder } from "./package-folder.ts";
import type { CommandOutput } from "./reporter.ts";
import { usageError } from "./usage-error.ts";

/** As in the compiler's table of formats, which is not loaded before a spec is read. */
const formatNames = [
  "markdown",
  "text",
  "gherkin",
  "list",
  "spec-kit",
  "openspec",
  "kiro",
  "fire",
  "spec-orch",
  "task-graph",
] as const satisfies readonly FormatName[];

/** Options that every command has. */
export interface GlobalOptions {
  readonly C?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** What the command line is wired to. */
export interface CommandLineTarget {
  /** Prints help and version. */
  print(text: string): void;
  /** Runs the command that the words named. */
  run(options: GlobalOptions, command: (context: CommandContext) => Promise<CommandOutput>): Promise<void>;
}

/** The commands and their options. Each command's module is loaded only when it is the one that was named. */
export function commandLine(target: CommandLineTarget): Command {
  const program = new Command("fabrikk")
    .description("A specification goes in, software checked against it comes out.")
    .option("-C <folder>", "work in this folder instead of the current one", named)
    .option("--json", "print one JSON object on standard output")
    .option("-v, --verbose", "tell every event as a line of JSON on standard error")
    .version(version())
    .exitOverride()
    .configureOutput({ writeOut: (text) => target.print(text), writeErr: () => {} })
    .addHelpText("after", examples("fabrikk demo", "fabrikk init", "fabrikk prepare docs/spec.md", "fabrikk run"));
  const act = (command: (context: CommandContext) => Promise<CommandOutput>) => target.run(program.opts(), command);
  addPreparing(program, act);
  addRunning(program, act);
  addViews(program, act);
  addDemo(program, act);
  return program;
}

interface PrepareFlags {
  readonly format?: FormatName;
  readonly explain?: boolean;
  readonly update?: string;
}

async function prepareOrUpdate(
  context: CommandContext,
  specs: readonly string[],
  { update, ...flags }: PrepareFlags,
): Promise<CommandOutput> {
  if (update !== undefined)
    return await (
      await import("./commands/prepare-update.ts")
    ).prepareUpdate(context, { run: update, specs, ...flags });
  if (specs.length === 0) throw usageError("no spec is named", "name documents, or a run with --update");
  return await (await import("./commands/prepare.ts")).prepare(context, { specs, ...flags });
}

type Act = (command: (context: CommandContext) => Promise<CommandOutput>) => Promise<void>;

function addPreparing(program: Command, act: Act): void {
  program
    .command("init")
    .description("write a commented fabrikk.config.yaml")
    .addHelpText("after", examples("fabrikk init"))
    .action(() => act(async (context) => (await import("./commands/init.ts")).init(context)));
  program
    .command("prepare")
    .description("read specs into a run artifact and plan it")
    .argument("[spec...]", "documents, or the folder of one feature or change", namedList)
    .addOption(new Option("--format <format>", "read the specs as this format").choices([...formatNames]))
    .option("--explain", "say for each line of the specs why it is a requirement, or why not")
    .option("--update <run>", "prepare this run again from its edited specs; shows what goes stale", named)
    .addHelpText(
      "after",
      examples(
        "fabrikk prepare docs/spec.md",
        "fabrikk prepare openspec/changes/add-login",
        "fabrikk prepare spec.md more.md --json",
        "fabrikk prepare --explain spec.md",
        "fabrikk prepare --update login-06ffgwzk40",
      ),
    )
    .action((specs: string[], options: PrepareFlags) =>
      act(async (context) => await prepareOrUpdate(context, specs, options)),
    );
  program
    .command("review")
    .description("show what an approval would approve: requirements, tasks, gate")
    .argument("[run]", "a run's id; the newest without it")
    .addHelpText("after", examples("fabrikk review", "fabrikk review --json"))
    .action((run?: string) => act(async (context) => (await import("./commands/review.ts")).review(context, run)));
  program
    .command("approve")
    .description("approve the plan as `fabrikk review` shows it")
    .argument("[run]", "a run's id; the newest without it")
    .addHelpText("after", examples("fabrikk approve"))
    .action((run?: string) => act(async (context) => (await import("./commands/approve.ts")).approve(context, run)));
}

function addRunning(program: Command, act: Act): void {
  program
    .command("run")
    .description("run an approved plan, or go on where it stopped")
    .argument("[run]", "a run's id; the newest without it")
    .addOption(new Option("--mode <mode>", "autopilot approves the plan itself").choices(["autopilot", "confirm"]))
    .option("--workers <n>", "workers at once", positiveInteger)
    .addHelpText("after", examples("fabrikk run", "fabrikk run --mode autopilot --workers 4"))
    .action((run: string | undefined, options: { mode?: "autopilot" | "confirm"; workers?: number }) =>
      act(async (context) => (await import("./commands/run.ts")).run(context, { run, ...options })),
    );
}

function addViews(program: Command, act: Act): void {
  const view = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .argument("[run]", "a run's id; the newest without it")
      .addHelpText("after", examples(`fabrikk ${name}`, `fabrikk ${name} --json`));
  view("status", "show where a run stands").action((run?: string) =>
    act(async (context) => (await import("./commands/status.ts")).status(context, run)),
  );
  view("plan", "show tasks, waves and dependencies")
    .addOption(new Option("--format <format>", "how").choices(["table", "dot", "mermaid"]).default("table"))
    .option("--workers <n>", "reckon with so many workers at once", positiveInteger)
    .action((run: string | undefined, options: { format: "table" | "dot" | "mermaid"; workers?: number }) =>
      act(async (context) => (await import("./commands/plan.ts")).plan(context, { run, ...options })),
    );
  view("report", "show what was not proven, then what was").action((run?: string) =>
    act(async (context) => (await import("./commands/report.ts")).report(context, run)),
  );
  view("explain", "say in plain words why a run is not finished").action((run?: string) =>
    act(async (context) => (await import("./commands/explain.ts")).explain(context, run)),
  );
}

function addDemo(program: Command, act: Act): void {
  program
    .command("demo")
    .description("play a whole run with scripted agents: no network, no keys")
    .option("--dir <folder>", "keep the result in this folder, which must be new or empty", named)
    .option("--kill-at <n:side>", "kill the engine before or after its n-th record; twice at most", killPoint, [])
    .addHelpText("after", examples("fabrikk demo", "fabrikk demo --dir /tmp/demo", "fabrikk demo --kill-at 40:before"))
    .action((options: { dir?: string; killAt: KillPoint[] }) =>
      act(async (context) => (await import("./commands/demo.ts")).demo(context, options)),
    );
  program
    .command("demo-engine", { hidden: true })
    .argument("<repository>")
    .option("--kill-at <n:side>", "where it ends itself", killPoint, [])
    .action((repository: string, { killAt: [killAt] }: { killAt: KillPoint[] }) =>
      act(async (context) =>
        (await import("./commands/demo-engine.ts")).demoEngine(context, { repository, killPoint: killAt }),
      ),
    );
}

function killPoint(text: string, earlier: KillPoint[]): KillPoint[] {
  const match = /^([1-9]\d{0,8}):(before|after)$/.exec(text);
  if (match === null)
    throw new InvalidArgumentError("It is a record, counted from 1, and a side: 40:before or 40:after.");
  if (earlier.length === 2) throw new InvalidArgumentError("It may be given twice.");
  const point: KillPoint = { seq: Number(match[1]), side: match[2] === "before" ? "before" : "after" };
  const [first] = earlier;
  if (first !== undefined && !isAfter(point, first))
    throw new InvalidArgumentError(`It does not come after ${describeKillPoint(first)}.`);
  return [...earlier, point];
}

/** Paths; an empty one would silently stand for the current folder. */
function named(text: string): string {
  if (text === "") throw new InvalidArgumentError("It is empty.");
  return text;
}

function namedList(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, named(text)];
}

function positiveInteger(text: string): number {
  if (!/^[1-9]\d?$/.test(text) || Number(text) > 64)
    throw new InvalidArgumentError("It is a whole number from 1 to 64.");
  return Number(text);
}

function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join("\n")}\n`;
}

function version(): string {
  const manifest = JSON.parse(readFileSync(`${packageFolder}package.json`, "utf8")) as { version: string };
  return manifest.version;
}
