import type { CommandOutcome } from "../ports/commands.ts";
import { describeCheck, type Check } from "../records/check.ts";
import { evidenceId, type Evidence } from "../records/evidence.ts";
import { countTests } from "./count-tests.ts";
import { readPattern } from "./read-pattern.ts";
import { steadyText } from "./steady-text.ts";
import { usefulEnd } from "./useful-end.ts";

/** A check that is a command. */
export type CommandCheck = Extract<Check, { command: string }>;

/** A command as it was run: how it ended, where, and all of its output if the end of it is not enough. */
export interface CommandRun {
  readonly outcome: CommandOutcome;
  /** Absolute path of the folder it ran in. */
  readonly workspace: string;
  /** All output; null where only the ends of the streams were kept and they are not all of it. */
  readonly output: string | null;
}

/**
 * What a run of a check's command proves. It passes when the command exits as the check expects. Another exit code, a limit
 * or a crash of its own fails. Not started, cancelled, ended from outside, or a tool that is not on this machine: unknown,
 * because it says nothing about the work.
 */
export function commandEvidence(check: CommandCheck, tree: string, run: CommandRun): Evidence {
  const subject = describeCheck(check);
  const { outcome, workspace } = run;
  const seen = steadyText(`${outcome.stdout}\n${outcome.stderr}`, workspace);
  const testsRun = check.kind === "tests" ? countTests(seen) : null;
  const value = valueOf(check, run, { seen, testsRun });
  return {
    id: evidenceId({ kind: "command", tree, subject }),
    kind: "command",
    tree,
    subject,
    value,
    saw: usefulEnd(outcome.problem === null ? seen : steadyText(outcome.problem, workspace), value === "fail"),
    exit_code: outcome.exitCode,
    ended: describeEnded(outcome),
    tests_run: testsRun,
    duration_ms: outcome.durationMs,
  };
}

function valueOf(
  check: CommandCheck,
  run: CommandRun,
  { seen, testsRun }: { readonly seen: string; readonly testsRun: number | null },
): Evidence["value"] {
  const { outcome } = run;
  switch (outcome.ended) {
    case "exited":
      if (isToolMissing(check, outcome, seen)) return "unknown";
      if (outcome.exitCode !== expectedExitCode(check) || testsRun === 0) return "fail";
      return check.kind === "command" && check.output_pattern !== undefined
        ? matchOutput(check.output_pattern, run)
        : "pass";
    case "wall-limit":
    case "idle-limit":
    case "output-limit":
      return "fail";
    case "signalled":
      return crashes.has(outcome.signal ?? "") ? "fail" : "unknown";
    case "cancelled":
    case "not-started":
      return "unknown";
  }
}

/** Signals that a program draws on itself. The others come from outside: a person, the system short of memory. */
const crashes = new Set(["SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGSEGV", "SIGSYS", "SIGTRAP", "SIGPIPE"]);

function expectedExitCode(check: CommandCheck): number {
  return check.kind === "command" ? check.exit_code : 0;
}

/** The shell did not find a program that the check's own command names by its bare name: not a file the worker could have written. */
function isToolMissing(check: CommandCheck, outcome: CommandOutcome, seen: string): boolean {
  if (outcome.exitCode !== 127 || expectedExitCode(check) === 127) return false;
  const missing = /(?:^|: )([^\s:/]+): (?:command )?not found$/m.exec(seen)?.[1];
  return missing !== undefined && check.command.split(/[\s;&|()]+/).includes(missing);
}

/** The pattern is matched line by line as well as over the whole; output that was not kept whole leaves a miss open. */
function matchOutput(source: string, { outcome, output }: CommandRun): Evidence["value"] {
  const pattern = readPattern(source);
  if (pattern === null) return "unknown";
  if ([outcome.stdout, outcome.stderr, output ?? ""].some((text) => pattern.test(text))) return "pass";
  return output === null ? "unknown" : "fail";
}

function describeEnded({ ended, signal }: CommandOutcome): string | null {
  if (ended === "exited") return null;
  return ended === "signalled" ? `signal ${signal ?? "unknown"}` : ended;
}
