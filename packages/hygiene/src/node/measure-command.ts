import { describeCheck, evidenceId, type Check, type Evidence, type ProcessLimits } from "@fabrikk/state";
import type { CommandOutcome, Commands } from "@fabrikk/state/ports";

/** A command to measure, and where. */
interface Measurement {
  readonly check: Check;
  readonly tree: string;
  readonly cwd: string;
}

/** What running it takes. */
interface Means {
  readonly commands: Commands;
  readonly env: Readonly<Record<string, string>>;
  readonly limits: ProcessLimits;
  readonly marker: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * One gate command as evidence: exit code 0 passes, another or a limit fails, a command that could not run or was ended from
 * outside is unknown. Checks of other kinds are no gate's and stay unknown.
 */
export async function measureCommand({ check, tree, cwd }: Measurement, means: Means): Promise<Evidence> {
  const subject = describeCheck(check);
  const fact = {
    id: evidenceId({ kind: "command", tree, subject }),
    kind: "command",
    tree,
    subject,
    tests_run: null,
  } as const;
  if (check.kind !== "command") {
    return { ...fact, value: "unknown", saw: "not a command", exit_code: null, ended: null, duration_ms: 0 };
  }
  const { commands, signal, ...spec } = means;
  const outcome = await commands.run({ ...spec, argv: ["sh", "-c", check.command], cwd }, signal);
  signal?.throwIfAborted();
  const saw = outcome.problem ?? `${outcome.stdout}\n${outcome.stderr}`.replaceAll(`${cwd}/`, "./").trim().slice(-2000);
  const ended = outcome.ended === "exited" ? null : (outcome.signal ?? outcome.ended);
  return { ...fact, value: valueOf(outcome), saw, exit_code: outcome.exitCode, ended, duration_ms: outcome.durationMs };
}

function valueOf({ ended, exitCode, stderr }: CommandOutcome): Evidence["value"] {
  switch (ended) {
    case "exited":
      if (exitCode === 127 && /not found$/m.test(stderr)) return "unknown";
      return exitCode === 0 ? "pass" : "fail";
    case "wall-limit":
    case "idle-limit":
    case "output-limit":
      return "fail";
    case "signalled":
    case "cancelled":
    case "not-started":
      return "unknown";
  }
}
