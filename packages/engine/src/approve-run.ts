import { FabrikkError, type RunState } from "@fabrikk/state";
import type { Journal } from "@fabrikk/state/ports";

/** A person's approval of a prepared run. */
export interface ApprovalRequest {
  readonly journal: Journal;
  readonly state: RunState;
  readonly by: string;
  readonly channel: "command" | "terminal" | "autopilot";
  /** The hash of what was shown: it must be what the run was prepared with (FAB-HUM-002). */
  readonly subjectSha256: string;
}

/**
 * Records the approval of a run's plan; approving twice is harmless.
 * @throws FabrikkError FABRIKK_ENGINE_APPROVAL_VOID when what was shown is not what the run would do, or the run has ended
 */
export async function approveRun({ journal, state, by, channel, subjectSha256 }: ApprovalRequest): Promise<void> {
  if (state.approval?.subject_sha256 === subjectSha256) return;
  if (state.created?.subject_sha256 !== subjectSha256 || state.ended !== null) {
    throw new FabrikkError({
      code: "FABRIKK_ENGINE_APPROVAL_VOID",
      message:
        state.ended === null
          ? `the approval is for ${subjectSha256.slice(0, 12)}, the run is ${state.created?.subject_sha256.slice(0, 12) ?? "not there"}`
          : "the run has ended: there is nothing to approve",
      hint: "read the plan again with `fabrikk review`, then approve what it shows",
    });
  }
  await journal.append({ type: "approval-given", subject_sha256: subjectSha256, by, channel });
}
