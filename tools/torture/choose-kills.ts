import type { JournalEvent, StepKind } from "@fabrikk/state";

/** One run to be killed once or twice. */
export interface Kill {
  /** The kinds of step that are cut short, one for each point. */
  readonly kinds: readonly StepKind[];
  /** For `fabrikk demo --kill-at`. */
  readonly points: readonly string[];
}

interface Place {
  readonly kind: StepKind;
  readonly record: "started" | "finished";
  readonly side: "before" | "after";
  /** Of the steps of this kind. */
  readonly which: "first" | "last";
}

/** A restart writes two records before it goes on where the engine before it stopped: `epoch-opened` and `run-started`. */
const recordsOfARestart = 2;

/**
 * Thirteen runs to kill, from the journal of a run that nobody killed: every kind of step, early and late ones, both sides. Two
 * are killed twice: one again while it recovers the same step, one in the step after.
 */
export function chooseKills(events: readonly JournalEvent[]): readonly Kill[] {
  const branchMoved: Place = { kind: "move-branch", record: "finished", side: "before", which: "first" };
  const runs: readonly (readonly Place[])[] = [
    [{ kind: "spec-review", record: "started", side: "after", which: "first" }],
    [{ kind: "plan", record: "finished", side: "before", which: "first" }],
    [{ kind: "branch", record: "finished", side: "before", which: "first" }],
    [{ kind: "work", record: "finished", side: "before", which: "last" }],
    [{ kind: "verify", record: "started", side: "after", which: "last" }],
    [{ kind: "integrate", record: "finished", side: "before", which: "first" }],
    [branchMoved, branchMoved],
    [{ kind: "checkpoint", record: "started", side: "after", which: "last" }],
    [{ kind: "hygiene", record: "finished", side: "before", which: "first" }],
    [{ kind: "review", record: "started", side: "after", which: "first" }],
    [{ kind: "council", record: "finished", side: "after", which: "first" }],
    [{ kind: "audit", record: "finished", side: "before", which: "first" }],
    [
      { kind: "repair", record: "finished", side: "before", which: "last" },
      { kind: "report", record: "finished", side: "before", which: "last" },
    ],
  ];
  return runs.map((places) => ({
    kinds: places.map(({ kind }) => kind),
    points: places.map((place, index) => `${seqOf(events, place) + index * recordsOfARestart}:${place.side}`),
  }));
}

function seqOf(events: readonly JournalEvent[], { kind, record, which }: Place): number {
  const found = events.filter((event) =>
    record === "started"
      ? event.type === "step-started" && event.kind === kind
      : event.type === "step-finished" && event.output.kind === kind,
  );
  const event = found.at(which === "first" ? 0 : -1);
  if (event === undefined) throw new Error(`the run has no ${kind} step that ${record}`);
  return event.seq;
}
