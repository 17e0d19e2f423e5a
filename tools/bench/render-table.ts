import type { BenchLine, BenchRow } from "./bench-row.ts";

/** The results as one table for people, and under it how each row was measured. */
export function renderTable(
  results: readonly { readonly name: string; readonly row: BenchRow }[],
  footer: string,
): string {
  const header = ["row", "ratio", "min..max", "of", "over", "what"];
  const cells = results.flatMap(({ name, row }) =>
    row.lines.map((line, index) => [index === 0 ? name : "", ...cellsOf(line)]),
  );
  const methods = results.map(
    ({ name, row }) => `${name}: ${row.method}. Peak memory of ${row.peak.of}: ${Math.round(row.peak.mib)} MiB.`,
  );
  return [...aligned([header, ...cells]), "", ...methods, "", footer].join("\n");
}

function cellsOf({ ratio, subject, base, unit, name }: BenchLine): readonly string[] {
  return [
    figure(ratio.median),
    `${figure(ratio.min)}..${figure(ratio.max)}`,
    `${figure(subject.median)} ${unit}`,
    `${figure(base.median)} ${unit}`,
    name,
  ];
}

/** Three significant digits. */
function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** Text left, figures right. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 || column === 5 ? cell.padEnd(width(column)) : cell.padStart(width(column))))
      .join("  ")
      .trimEnd(),
  );
}
