import { userInfo } from "node:os";

import { approveRun, planRun } from "@fabrikk/engine";
import { FabrikkError, foldEvents } from "@fabrikk/state";
import { openJournal, takeRunLock } from "@fabrikk/state/run-dir";

import { checkSources } from "../check-sources.ts";
import type { CommandContext } from "../command-context.ts";
import { startNotices } from "../config-notices.ts";
import { exitCode } from "../exit-code.ts";
import { planFaults, planRefused } from "../plan-refusal.ts";
import { readRun } from "../read-run.ts";
import type { CommandOutput } from "../reporter.ts";
import { systemClock } from "../system-clock.ts";

/**
 * Records a person's approval, bound to the hash of what `fabrikk review` shows (FAB-HUM-002). Approving twice is harmless.
 * @throws FabrikkError `FABRIKK_CLI_RUN_ENDED`, `FABRIKK_CLI_PLAN_REFUSED`, `FABRIKK_CLI_SPEC_CHANGED`
 */
export async function approve(context: CommandContext, wanted: string | undefined): Promise<CommandOutput> {
  const { root, run, dir, artifact, state, created } = await readRun(context.folder, wanted);
  const { approval, ended } = state;
  if (ended !== null) throw runEnded(run);
  const { config, base_commit: baseCommit } = created;
  const { subjectSha256, specReview, planReview } = planRun({ artifact, config, baseCommit });
  const faults = planFaults([specReview, planReview]);
  if (faults.length > 0) throw planRefused(run, faults);
  await checkSources({ root, run, artifact });
  const notices = await startNotices({ root, config });
  const by = approval?.by ?? personName();
  if (approval?.subject_sha256 !== subjectSha256) await record(dir, { by, subjectSha256 });
  return {
    json: { run, approved_by: by, subject_sha256: subjectSha256, notices, next: `fabrikk run ${run}` },
    text: [
      ...notices.map((notice) => `Notice: ${notice}`),
      `Run ${run} is approved (hash ${subjectSha256.slice(0, 16)}). Next: fabrikk run ${run}`,
    ].join("\n"),
    exitCode: exitCode.completed,
  };
}

async function record(dir: string, approval: { readonly by: string; readonly subjectSha256: string }): Promise<void> {
  await using _lock = await takeRunLock(dir);
  await using journal = await openJournal({ dir, clock: systemClock });
  await approveRun({ journal, state: foldEvents(journal.events), channel: "command", ...approval });
}

function personName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env["USER"] ?? "somebody"; // a container's user may have no name
  }
}

function runEnded(run: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_CLI_RUN_ENDED",
    message: `run ${run} has ended: there is nothing to approve`,
    hint: `see \`fabrikk report ${run}\`, or go on from an edited spec with \`fabrikk prepare --update ${run}\``,
    details: { run },
  });
}
