import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { BaselineAudit } from "@fabrikk/state";

/** What the repository measured when the run was prepared (FAB-INT-011); null where it was not kept. @param dir the run's folder */
export async function readAudit(dir: string): Promise<BaselineAudit | null> {
  const text = await readFile(join(dir, "audit.json"), "utf8").catch(() => null);
  return text === null ? null : BaselineAudit.parse(JSON.parse(text));
}

/** The audit in a few lines for people. Pure. */
export function auditText(audit: BaselineAudit): readonly string[] {
  const { files, lines, test_files: testFiles, commands, coverage } = audit;
  const size = lines.state === "measured" ? `${lines.value} lines` : `lines unknown: ${lines.reason}`;
  const covered = coverage.state === "measured" ? [`  coverage: ${coverage.covered} of ${coverage.total} lines`] : [];
  return [
    `Baseline: ${files} files (${testFiles} of them tests), ${size}`,
    ...commands.map(({ command, value, tests, exit_code: code }) => {
      const counted = tests.state === "measured" ? `, ${tests.value} tests` : "";
      return `  ${value}: ${command}${code === null || code === 0 ? "" : ` (exit code ${code})`}${counted}`;
    }),
    ...covered,
  ];
}
