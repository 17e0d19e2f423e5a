import type { SessionEnd } from "@fabrikk/state/ports";

import type { ProgramReport, TriedTrial } from "./program-report.ts";
import type { Trial } from "./trial.ts";

/** What was found, for people: a line per program, how each fault ended, and what is not as it must be. */
export function renderReports(reports: readonly ProgramReport[]): string {
  const tried = reports.filter(({ skipped }) => skipped === null);
  const header = ["agent", "installed", "version", "session", "resumed", "answer", "cancelled", "faults survived"];
  const rows = reports.map((report) => [report.name, report.skipped === null ? "yes" : "no", ...cellsOf(report)]);
  const faults = [...new Set(tried.flatMap((report) => ofGroup(report, "fault").map(({ trial }) => trial.name)))];
  const ends = faults.map((fault) => [fault, ...tried.map((report) => endOfFault(report, fault))]);
  return [
    ...aligned([[...header, "orphans left", "wanted out", "usage seen"], ...rows]),
    ...(ends.length === 0 ? [] : ["", ...aligned([["fault", ...tried.map(({ name }) => name)], ...ends])]),
    ...section(reports.flatMap(problemsOf)),
  ].join("\n");
}

function cellsOf(report: ProgramReport): readonly string[] {
  if (report.skipped !== null) return [];
  const faults = ofGroup(report, "fault");
  const [session] = ofGroup(report, "session");
  return [
    session?.end.session.version ?? "-",
    verdict(ofGroup(report, "session")),
    verdict(ofGroup(report, "resumed")),
    verdict(ofGroup(report, "answer")),
    verdict(ofGroup(report, "cancelled")),
    `${faults.filter(isGood).length} of ${faults.length}`,
    String(report.orphans.length),
    report.outside.join(" ") || "no",
    usageOf(session),
  ];
}

function ofGroup({ trials }: ProgramReport, group: Trial["group"]): readonly TriedTrial[] {
  return trials.filter(({ trial }) => trial.group === group);
}

function verdict(trials: readonly TriedTrial[]): string {
  if (trials.length === 0) return "-";
  return trials.every(isGood) ? "ok" : "FAILED";
}

function isGood({ end }: TriedTrial): boolean {
  return end.problems.length === 0;
}

function usageOf(tried: TriedTrial | undefined): string {
  const usage = tried?.end.session.usage ?? null;
  if (usage === null) return "none";
  const cost = usage.cost_usd === null ? "no cost" : `$${usage.cost_usd.toFixed(4)}`;
  return `${usage.input_tokens} in (${usage.cached_input_tokens} cached), ${usage.output_tokens} out, ${cost}`;
}

function endOfFault({ trials }: ProgramReport, fault: string): string {
  const tried = trials.find(({ trial }) => trial.name === fault);
  if (tried === undefined) return "-";
  const { session, ms } = tried.end;
  return `${isGood(tried) ? "" : "FAILED "}${shortEnd(session)} ${(ms / 1000).toFixed(1)} s`;
}

function shortEnd({ outcome, failure }: SessionEnd): string {
  return failure ?? outcome;
}

function problemsOf({ name, skipped, trials, orphans }: ProgramReport): readonly string[] {
  if (skipped !== null) return [`SKIPPED ${name}: ${skipped}`];
  return [
    ...trials.flatMap(({ trial, end }) => end.problems.map((problem) => `FAILED ${name} ${trial.name}: ${problem}`)),
    ...orphans.map((orphan) => `ORPHAN ${name} ${orphan}`),
  ];
}

function section(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", ...lines];
}

function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
