import { sha256Hex, type StepOutputOf } from "@fabrikk/state";

import { mergeKind } from "./merge-kind.ts";
import { renderReport } from "./render-report.ts";
import type { Run } from "./run.ts";
import type { Step } from "./step.ts";

/** The final report, for people and for programs. Follows from the journal, so that it can be written again at any time. */
export function writeReport(run: Run, outcome: "completed" | "blocked"): Step<"report"> {
  const write = async (): Promise<StepOutputOf<"report">> => {
    const merge = await mergeKind(run.repository, run.state);
    const { markdown, trace } = renderReport({
      state: run.state,
      artifact: run.artifact,
      outcome,
      merge,
    });
    const contents = [
      { path: "report/report.md", content: markdown },
      { path: "report/trace.json", content: `${JSON.stringify(trace, null, 2)}\n` },
    ];
    for (const { path, content } of contents) await run.files.write(path, content);
    return { kind: "report", files: contents.map(({ path, content }) => ({ path, sha256: sha256Hex(content) })) };
  };
  return {
    key: "report",
    kind: "report",
    input: { outcome, head: run.state.branch?.commit ?? null },
    run: write,
    recover: write,
  };
}
