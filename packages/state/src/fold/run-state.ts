import type { Checkpoint } from "../records/checkpoint.ts";
import type { Config } from "../records/config.ts";
import type { Evidence } from "../records/evidence.ts";
import type { Finding } from "../records/finding.ts";
import type { JournalEntry } from "../records/journal-event.ts";
import type { Settlement } from "../records/settlement.ts";
import type { StaleReason } from "../records/stale-reason.ts";
import type { StepKind, StepOutput, StepOutputOf } from "../records/step-output.ts";
import type { Task } from "../records/task.ts";
import type { Verdict } from "../records/verdict.ts";
import type { RunStatus } from "./run-machine.ts";
import type { TaskStatus } from "./task-machine.ts";

/** One step as the journal knows it: started, and finished when `output` is there. */
export interface StepState {
  readonly key: string;
  readonly kind: StepKind;
  readonly digest: string;
  readonly intent: unknown;
  readonly output: StepOutput | null;
  /** When it finished (RFC 3339), or null. */
  readonly finishedAt: string | null;
}

/** One try at a task. `refused` counts as one of the retries; `lost` and `cancelled` do not. */
export interface AttemptState {
  readonly attempt: number;
  /** The generation that made it. Numbers run on over generations; the limits count those of the current one. */
  readonly generation: number;
  readonly status: "running" | "settled" | "lost" | "cancelled" | "accepted" | "refused" | "rejected" | "integrated";
  readonly settlement: Settlement | null;
  /** The verdict that decided it: the verification's, or the integration's where that sent it back. */
  readonly verdict: Verdict | null;
}

/** One task and all that was tried for it. */
export interface TaskState {
  readonly task: Task;
  readonly status: TaskStatus;
  readonly attempts: readonly AttemptState[];
  /** The commit on the run's branch, once integrated. */
  readonly commit: string | null;
  readonly blocked: { readonly code: string; readonly reason: string; readonly needsPerson: boolean } | null;
}

/** One round of the council: what it looked at, found and decided. */
export interface CouncilRound {
  readonly generation: number;
  readonly tree: string;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

/** What a council found and nothing has mended since. */
interface UnmendedFinding {
  readonly finding: Finding;
  /** Was it found before the last update of the spec? Then it stays until it is mended; else until the next round of the council. */
  readonly isInherited: boolean;
  /** Tasks that the update has done again: a change by one of them mends it, as far as is known before the council looks. */
  readonly redone: readonly string[];
}

/** What one reviewer cost and left, over all rounds. */
interface ReviewerState {
  /** Sessions that settled: what a cassette counts by. */
  readonly sessions: number;
}

/** A gate run over a round's whole diff. */
export interface HygieneRound {
  readonly generation: number;
  readonly tree: string;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
}

/** A commit on the branch whose task an update took out of the plan, or has made again. */
export interface RetiredCommit {
  readonly task: string;
  readonly title: string;
  readonly commit: string;
}

/** Where the run's branch stands. */
interface Branch {
  readonly ref: string;
  readonly commit: string;
  readonly tree: string;
}

type Created = Omit<Extract<JournalEntry, { type: "run-created" }>, "type">;
type Approval = Omit<Extract<JournalEntry, { type: "approval-given" }>, "type"> & { readonly at: string };

/** All that a run's journal says, folded. Derived: never written, always computed from the events. */
export interface RunState {
  readonly status: RunStatus;
  /** Counts from 1; an update of the spec opens the next one. */
  readonly generation: number;
  /** What the run is made from now: as it was created, with what each update since has put in its place. */
  readonly created: Created | null;
  readonly config: Config | null;
  readonly approval: Approval | null;
  readonly steps: ReadonlyMap<string, StepState>;
  readonly tasks: ReadonlyMap<string, TaskState>;
  /** Tasks that are accepted and wait to be integrated, in the order they were accepted. */
  readonly accepted: ReadonlySet<string>;
  readonly branch: Branch | null;
  /** The branch as this generation found it; null where it was not open yet. */
  readonly found: Branch | null;
  /** The last integration, until the branch has moved: what a restart has to land first. */
  readonly landing: {
    readonly integrate: StepOutputOf<"integrate">;
    /** When it was decided (RFC 3339): the date of its commits. */
    readonly at: string;
  } | null;
  /** What the next checkpoint is about: how the branch moved since the last one, and whose work went back. */
  readonly unsaved: {
    readonly moves: readonly { readonly move: StepOutputOf<"move-branch">; readonly at: string }[];
    readonly rejected: readonly string[];
  };
  /** Integrations of this generation, fruitless ones included: what the limit on waves counts. */
  readonly integrations: number;
  readonly checkpoints: readonly Checkpoint[];
  readonly specReview: Verdict | null;
  readonly planReview: Verdict | null;
  readonly hygiene: readonly HygieneRound[];
  readonly council: readonly CouncilRound[];
  /** Reviewers by name. */
  readonly reviewers: ReadonlyMap<string, ReviewerState>;
  /** Tasks of earlier generations that are not in the plan, by id: the numbers of their attempts are used up. */
  readonly former: ReadonlyMap<string, TaskState>;
  readonly retired: readonly RetiredCommit[];
  /** Requirements that an update opened again, until the new plan has tasks for them. */
  readonly reopened: ReadonlySet<string>;
  /** Tasks of which an update says that they are done again though what they did stands on the branch: what has changed since. */
  readonly redone: ReadonlyMap<string, StaleReason>;
  /** Findings of must-fix and should-fix, by id: of the council's last round, and those that an update left open. */
  readonly unmended: ReadonlyMap<string, UnmendedFinding>;
  /** Findings that made no repair task, with the reason. */
  readonly refusedFindings: readonly { readonly finding: string; readonly reason: string }[];
  /** What was measured, by {@link evidenceKey}. */
  readonly evidence: ReadonlyMap<string, Evidence>;
  /** The last audit after the baseline's, and what is different. */
  readonly audit: Pick<StepOutputOf<"audit">, "audit" | "difference"> | null;
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
  readonly ended: { readonly outcome: "completed" | "blocked"; readonly open: readonly string[] } | null;
  readonly paused: { readonly reason: "stopped" | "needs-person"; readonly detail: string } | null;
  /** Sequence number of the last record folded. */
  readonly seq: number;
}

/** Evidence is found again by the tree it is bound to and what was asked. */
export function evidenceKey(tree: string, subject: string): string {
  return `${tree} ${subject}`;
}
