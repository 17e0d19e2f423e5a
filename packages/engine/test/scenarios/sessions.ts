import { findingId, type CassetteAction, type CassetteEntry, type Finding } from "@fabrikk/state";

/** What a scripted worker writes, and what it says about it. */
export interface Session {
  readonly files: Readonly<Record<string, string>>;
  /** What it says it reviewed, where that is not what it wrote. */
  readonly reviewed?: readonly string[];
  /** What it says it made, where that is not what it wrote. */
  readonly artifacts?: readonly string[];
}

/** A worker's session that says it is done. */
export function session(task: string, settled: number, { files, reviewed, artifacts }: Session): CassetteEntry {
  const paths = Object.keys(files);
  const writes = Object.entries(files).map(([path, text]): CassetteAction => ({ do: "write", path, text }));
  const result: CassetteAction = {
    do: "result",
    json: {
      type: "result",
      task_id: task,
      status: "done",
      detail: "done",
      artifacts: [...(artifacts ?? paths)],
      self_review: {
        scan_clean: true,
        review: "read",
        files_reviewed: [...(reviewed ?? paths)],
        verification_command: "has it",
        verification_exit_code: 0,
      },
    },
  };
  return {
    role: task.startsWith("repair-") ? "repair" : "worker",
    task,
    settled_attempts: settled,
    actions: [...writes, result],
  };
}

const categories = [
  "resource-leaks",
  "input-safety",
  "dead-code",
  "hard-coded-values",
  "edge-cases",
  "concurrency",
  "error-handling",
  "security",
];

/** A reviewer's session: these findings, every category without one certified clean. */
export function review(reviewer: string, settled: number, findings: readonly StatedFinding[] = []): CassetteEntry {
  const clean = categories.filter((category) => findings.every((finding) => finding.category !== category));
  const json = {
    type: "review",
    findings: findings.map((finding) => ({ ...finding, lines: finding.lines === null ? null : [...finding.lines] })),
    certified_clean: clean,
  };
  return { role: "reviewer", task: reviewer, settled_attempts: settled, actions: [{ do: "result", json }] };
}

/** A finding, as a reviewer states it. */
export type StatedFinding = Omit<Finding, "id" | "tier" | "source">;

/** The id of the repair of a finding, the `depth`-th. */
export function repairOf(finding: StatedFinding, depth = 1): string {
  return `repair-${findingId(finding).slice(2)}${depth === 1 ? "" : `-${depth}`}`;
}

/** A source file and its test, so that the verifier finds one. */
export function withTest(name: string, text: string): Record<string, string> {
  return { [`src/${name}.ts`]: text, [`src/${name}.test.ts`]: `${text} tested` };
}
