import { auditBaseline, compareAudits, describeDifference } from "@fabrikk/intake";
import { BaselineAudit, hashJson, type StepOutputOf } from "@fabrikk/state";

import { headOf } from "./head-of.ts";
import { processLimits } from "./process-limits.ts";
import type { Run } from "./run.ts";
import { stepMarker } from "./step-marker.ts";
import { step, type Step } from "./step.ts";

/**
 * At the end the commands of the baseline audit run again, on the branch, for the difference (FAB-INT-011). It decides nothing. Where no
 * audit was made, or the branch was never opened, there is nothing to compare.
 */
export async function auditAgain(run: Run): Promise<void> {
  const before = await baselineOf(run);
  if (before !== null && run.state.branch !== null) await step(run, auditBranch(run, before));
}

function auditBranch(run: Run, before: BaselineAudit): Step<"audit"> {
  const { commit, tree } = headOf(run);
  const name = `audit-${commit.slice(0, 12)}`;
  const key = `audit/${commit.slice(0, 12)}`;
  const look = async (): Promise<StepOutputOf<"audit">> => {
    const audit = await auditBaseline(run, {
      tree,
      commit,
      gate: before.commands.map((one) => ({ name: one.name, command: one.command })),
      name,
      marker: stepMarker(run, key),
      environment: run.environment,
      limits: processLimits(run.config, "command"),
      onCommand: (command) => run.events.emit({ type: "command-started", task: "audit", command }),
      signal: run.signal,
    });
    return { kind: "audit", audit, difference: [...describeDifference(compareAudits(before, audit))] };
  };
  return { key, kind: "audit", input: { commit, before: hashJson(before) }, run: look, recover: look };
}

/** `audit.json`, as `prepare` left it; a broken one is told, and stops nothing. */
async function baselineOf(run: Run): Promise<BaselineAudit | null> {
  const text = await run.files.read("audit.json");
  if (text === null) return null;
  const audit = BaselineAudit.safeParse(parseJson(text));
  if (audit.success) return audit.data;
  const code = "FABRIKK_ENGINE_AUDIT_DAMAGED";
  const isTold = run.state.warnings.some((warning) => warning.code === code);
  const message = "audit.json cannot be read: the end of the run is not compared with its beginning";
  if (!isTold) await run.record({ type: "warning-noted", code, message });
  return null;
}

/** The JSON value of a text; null where it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
