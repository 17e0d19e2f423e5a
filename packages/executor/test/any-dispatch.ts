import { dispatchId, type DispatchSpec } from "@fabrikk/state";

/** What a test of attempts cares about. */
export interface DispatchFacts {
  readonly run: string;
  readonly task: string;
  readonly attempt: number;
  readonly title: string;
  readonly commit: string;
  readonly tree: string;
}

/** A dispatch of a small task to the agent `logging`. */
export function anyDispatch({ run, task, attempt, title, commit, tree }: DispatchFacts): DispatchSpec {
  return {
    schema: 1,
    dispatch_id: dispatchId(run, task, attempt),
    run,
    role: "worker",
    agent: "logging",
    task: {
      id: task,
      title,
      class: "feature",
      requirement_ids: ["R-1"],
      scope: { owned: ["made.txt"], read_only: [], shared: [] },
      unscoped: false,
      checks: [{ kind: "files_exist", paths: ["made.txt"] }],
      test_levels: ["L1"],
      priority: "must",
      risk: "low",
      depends_on: [],
      repair: null,
    },
    attempt,
    settled_attempts: attempt - 1,
    requirements: [
      {
        id: "R-1",
        text: "It MUST be made.",
        kind: "identified",
        source: { file: "spec.md", lines: [1, 1] },
        priority: "must",
        risk: "low",
      },
    ],
    boundaries: { always: [], ask_first: [], never: [] },
    base_commit: commit,
    base_tree: tree,
    start_tree: tree,
    failures: [],
    limits: { wall_ms: 60_000, idle_ms: 60_000, output_bytes: 1_000_000 },
  };
}
