import { z } from "zod";

/** Lines that tests ran through, of all that there are. */
interface CoveredLines {
  readonly covered: number;
  readonly total: number;
}

/** A kind of coverage report: a row of the table below. */
interface CoverageReport {
  readonly names: readonly string[];
  /** Null for what is no such report. */
  readonly read: (text: string) => CoveredLines | null;
}

/** Reports that are read, by the names that tools give them; the first of a folder counts, for they say the same. */
export const coverageReports: readonly CoverageReport[] = [
  { names: ["coverage-summary.json"], read: readSummary },
  { names: ["lcov.info"], read: readLcov },
  { names: ["cobertura-coverage.xml", "coverage.cobertura.xml", "cobertura.xml", "coverage.xml"], read: readCobertura },
  { names: ["jacoco.xml", "jacocoTestReport.xml"], read: readJacoco },
];

const Summary = z.object({
  total: z.object({ lines: z.object({ total: z.int().nonnegative(), covered: z.int().nonnegative() }) }),
});

/** Istanbul's `json-summary`. */
function readSummary(text: string): CoveredLines | null {
  const parsed = z.preprocess(parseJson, Summary).safeParse(text);
  return parsed.success ? parsed.data.total.lines : null;
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** LCOV: `LF:` lines found and `LH:` lines hit, once a file. */
function readLcov(text: string): CoveredLines | null {
  const sum = (key: string): number =>
    [...text.matchAll(new RegExp(`^${key}:(\\d+)$`, "gm"))].reduce((all, [, number]) => all + Number(number), 0);
  return text.includes("LF:") ? { covered: sum("LH"), total: sum("LF") } : null;
}

/** Cobertura: the sums stand in the first tag. */
function readCobertura(text: string): CoveredLines | null {
  return linesOf(/<coverage\s[^>]*>/.exec(text)?.[0], { covered: "lines-covered", total: "lines-valid" });
}

/** JaCoCo: the sums stand behind the last package or group. */
function readJacoco(text: string): CoveredLines | null {
  const end = Math.max(text.lastIndexOf("</package>"), text.lastIndexOf("</group>"));
  const counter = /<counter\s[^>]*\btype="LINE"[^>]*>/.exec(text.slice(Math.max(0, end)))?.[0];
  const lines = linesOf(counter, { covered: "covered", total: "missed" });
  return lines === null ? null : { covered: lines.covered, total: lines.covered + lines.total };
}

function linesOf(
  tag: string | undefined,
  names: { readonly covered: string; readonly total: string },
): CoveredLines | null {
  const number = (name: string): string | undefined => new RegExp(`\\s${name}="(\\d+)"`).exec(tag ?? "")?.[1];
  const [covered, total] = [number(names.covered), number(names.total)];
  return covered === undefined || total === undefined ? null : { covered: Number(covered), total: Number(total) };
}
