import {
  commandEvidence,
  countTests,
  steadyText,
  type AuditedCommand,
  type GateCommand,
  type Measurement,
} from "@fabrikk/state";

import type { AuditPlace } from "./audit-place.ts";
import { countFindings } from "./count-findings.ts";

/** Of each stream the port keeps so much; of more than that only the log has all. */
const keptBytes = 16_384;
const mostLogBytes = 8_000_000;

/** Runs a command of the gate by `sh -c`, and takes down how it ended and what it counts. */
export async function auditCommand(
  place: AuditPlace,
  { name, command }: GateCommand,
  log: string,
): Promise<AuditedCommand> {
  const outcome = await place.run(["sh", "-c", command], log);
  const short = `${outcome.stdout}\n${outcome.stderr}`;
  const output = outcome.outputBytes <= keptBytes ? short : await readLog(place, log);
  const run = { outcome, workspace: place.path, output };
  const { value, saw, exit_code, ended } = commandEvidence({ kind: "command", command, exit_code: 0 }, place.tree, run);
  const text = output === null ? null : steadyText(output, place.path);
  const counted = (count: (text: string) => number | null, what: string): Measurement => {
    if (value === "unknown") return unknown("it could not run to its end");
    if (text === null) return unknown("its output is too long to be read");
    const number = count(text);
    return number === null ? unknown(`it does not say how many ${what}`) : { state: "measured", value: number };
  };
  return {
    name,
    command,
    value,
    exit_code,
    ended,
    tests: counted(countTests, "tests it ran"),
    lint_findings: counted(countFindings, "faults it found"),
    saw,
  };
}

async function readLog(place: AuditPlace, log: string): Promise<string | null> {
  const reading = await place.readOutbox(log, mostLogBytes);
  return reading.state === "read" ? reading.text : null;
}

function unknown(reason: string): Measurement {
  return { state: "unknown", reason };
}
