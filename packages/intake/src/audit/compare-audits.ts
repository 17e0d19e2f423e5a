import type { AuditedCommand, BaselineAudit, CoverageMeasurement, Measurement } from "@fabrikk/state";

/** One thing that both audits measured, in words. */
export interface AuditChange {
  /** `` `npm test` ``, `` tests of `npm test` ``, `coverage`. */
  readonly subject: string;
  readonly before: string;
  readonly after: string;
}

/** What is different between two audits, and what is not. */
export interface AuditDifference {
  readonly worse: readonly AuditChange[];
  readonly better: readonly AuditChange[];
  readonly same: readonly AuditChange[];
  /** What one of the two could not measure. */
  readonly unknown: readonly AuditChange[];
  /** Files, lines, test files, where they differ: neither better nor worse. */
  readonly sizes: readonly AuditChange[];
}

type Direction = Exclude<keyof AuditDifference, "sizes">;

/** A change, and which way it goes. */
interface JudgedChange {
  readonly direction: Direction;
  readonly change: AuditChange;
}

/**
 * Compares two audits of one gate (FAB-INT-011): commands that pass, more tests, fewer lint findings and more covered lines are
 * better. What neither measured is left out, but for commands. Pure.
 */
export function compareAudits(before: BaselineAudit, after: BaselineAudit): AuditDifference {
  const changes = [...commandChanges(before, after), ...coverageChange(before.coverage, after.coverage)];
  const going = (direction: Direction): readonly AuditChange[] =>
    changes.filter((each) => each.direction === direction).map(({ change }) => change);
  return {
    worse: going("worse"),
    better: going("better"),
    same: going("same"),
    unknown: going("unknown"),
    sizes: sizeChanges(before, after),
  };
}

function commandChanges(before: BaselineAudit, after: BaselineAudit): readonly JudgedChange[] {
  const [old, now] = [byCommand(before), byCommand(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((command) => {
    const [first, second] = [old.get(command), now.get(command)];
    return [
      {
        direction: commandDirection(first, second),
        change: { subject: `\`${command}\``, before: endOf(first), after: endOf(second) },
      },
      ...countChange(`tests of \`${command}\``, [first?.tests, second?.tests], "more"),
      ...countChange(`findings of \`${command}\``, [first?.lint_findings, second?.lint_findings], "fewer"),
    ];
  });
}

function byCommand({ commands }: BaselineAudit): ReadonlyMap<string, AuditedCommand> {
  return new Map(commands.map((each) => [each.command, each]));
}

function endOf(command: AuditedCommand | undefined): string {
  if (command === undefined) return "not run";
  switch (command.value) {
    case "pass":
      return "passes";
    case "fail":
      return command.ended === null ? `fails with exit code ${command.exit_code}` : `is ended by ${command.ended}`;
    case "unknown":
      return "could not run";
  }
}

function commandDirection(before: AuditedCommand | undefined, after: AuditedCommand | undefined): Direction {
  const values = [before?.value ?? "unknown", after?.value ?? "unknown"];
  if (values.includes("unknown")) return "unknown";
  if (values[0] === values[1]) return "same";
  return values[1] === "pass" ? "better" : "worse";
}

function countChange(
  subject: string,
  [before, after]: readonly [Measurement | undefined, Measurement | undefined],
  better: "more" | "fewer",
): readonly JudgedChange[] {
  const [old, now] = [countOf(before), countOf(after)];
  if (old === null && now === null) return [];
  const direction = old === null || now === null ? "unknown" : directionOf(better === "more" ? now - old : old - now);
  return [{ direction, change: { subject, before: wordOf(old), after: wordOf(now) } }];
}

function wordOf(count: number | null): string {
  return count?.toString() ?? "unknown";
}

function countOf(measurement: Measurement | undefined): number | null {
  return measurement?.state === "measured" ? measurement.value : null;
}

/** @param gain positive for the better */
function directionOf(gain: number): Direction {
  return gain === 0 ? "same" : gain > 0 ? "better" : "worse";
}

/** Compared as fractions, so that no rounding decides. */
function coverageChange(before: CoverageMeasurement, after: CoverageMeasurement): readonly JudgedChange[] {
  if (before.state === "unknown" && after.state === "unknown") return [];
  const isMeasured = before.state === "measured" && after.state === "measured";
  const direction = isMeasured ? directionOf(after.covered * before.total - before.covered * after.total) : "unknown";
  return [{ direction, change: { subject: "coverage", before: percentOf(before), after: percentOf(after) } }];
}

/** Rounded down: 99.99% is not all. */
function percentOf(coverage: CoverageMeasurement): string {
  if (coverage.state === "unknown") return "unknown";
  return `${Math.floor((coverage.covered * 1000) / coverage.total) / 10}% of ${coverage.total} lines`;
}

function sizeChanges(before: BaselineAudit, after: BaselineAudit): readonly AuditChange[] {
  const sizes = [
    ["files", before.files, after.files],
    ["lines", countOf(before.lines), countOf(after.lines)],
    ["test files", before.test_files, after.test_files],
  ] as const;
  return sizes.flatMap(([subject, old, now]) =>
    old === now ? [] : [{ subject, before: wordOf(old), after: wordOf(now) }],
  );
}
