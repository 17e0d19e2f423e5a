import type { CoverageMeasurement } from "@fabrikk/state";

import type { AuditPlace } from "./audit-place.ts";
import { coverageReports } from "./coverage-reports.ts";

/** Folders that no gate writes its reports to, and that may be very large. */
const skipped = [".git", "node_modules", ".venv", "venv"];

const mostListing = 16_384;
const mostBytes = 50_000_000;

/** Copies files into a folder, under numbers; a link stays a link, which is refused when it is read. */
const copyScript = 'out=$1; shift; n=0; for file do n=$((n + 1)); cp -P -- "$file" "$out-$n" || exit 1; done';

/**
 * Line coverage from the reports that the gate's commands wrote: reports that the tree holds already say nothing about it. Of
 * one folder's reports the first that can be read counts; those of several folders add up.
 */
export async function measureCoverage(place: AuditPlace, files: readonly string[]): Promise<CoverageMeasurement> {
  const paths = await findReports(place);
  if (paths === null) return unknown("its reports cannot be looked for");
  const copied = paths.length === 0 ? null : await place.run(copyCommand(place, paths));
  if (copied !== null && copied.exitCode !== 0) return unknown("its reports cannot be read");
  const known = new Set(files);
  const texts = new Map<string, string>();
  for (const [index, path] of paths.entries()) {
    const reading = await place.readOutbox(`report-${index + 1}`, mostBytes);
    if (reading.state !== "read") continue;
    if (known.has(path) && (await isAsBefore(place, path, reading.text))) continue;
    texts.set(path, reading.text);
  }
  return sumReports(texts);
}

async function findReports(place: AuditPlace): Promise<readonly string[] | null> {
  const named = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => ["-o", "-name", name]).slice(1);
  const reports = coverageReports.flatMap(({ names }) => names);
  const prune = ["(", ...named(skipped), ")", "-prune"];
  const found = await place.run(["find", ".", ...prune, "-o", "-type", "f", "(", ...named(reports), ")", "-print"]);
  if (found.exitCode !== 0 || found.outputBytes > mostListing) return null;
  const lines = found.stdout.split("\n").map((line) => line.replace(/^\.\//, ""));
  return lines.filter((line) => line !== "").toSorted();
}

function copyCommand(place: AuditPlace, paths: readonly string[]): readonly [string, ...string[]] {
  return ["sh", "-c", copyScript, "sh", place.outboxFile("report"), ...paths];
}

async function isAsBefore(place: AuditPlace, path: string, text: string): Promise<boolean> {
  const base = await place.readBase(path);
  return base !== null && new TextDecoder().decode(base) === text;
}

function sumReports(texts: ReadonlyMap<string, string>): CoverageMeasurement {
  if (texts.size === 0) return unknown("no command of the quality gate wrote a coverage report that is known");
  const folders = Map.groupBy(texts.keys(), (path) => path.slice(0, path.lastIndexOf("/") + 1));
  const read = [...folders.values()].flatMap((paths) => readFirst(paths, texts) ?? []);
  const sum = (of: "covered" | "total"): number => read.reduce((all, each) => all + each[of], 0);
  if (sum("total") === 0) return unknown("the coverage reports name no lines");
  return {
    state: "measured",
    covered: sum("covered"),
    total: sum("total"),
    reports: read.map(({ path }) => path).toSorted(),
  };
}

interface ReportReading {
  readonly path: string;
  readonly covered: number;
  readonly total: number;
}

function readFirst(paths: readonly string[], texts: ReadonlyMap<string, string>): ReportReading | null {
  for (const { names, read } of coverageReports) {
    for (const path of paths.filter((each) => names.includes(each.replace(/^.*\//, "")))) {
      const lines = read(texts.get(path) ?? "");
      if (lines !== null && lines.total > 0 && lines.covered <= lines.total) return { path, ...lines };
    }
  }
  return null;
}

function unknown(reason: string): CoverageMeasurement {
  return { state: "unknown", reason };
}
