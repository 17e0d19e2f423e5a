import { isTestFile } from "@fabrikk/compiler";
import type { BaselineAudit, Measurement } from "@fabrikk/state";

import type { AuditPlace } from "./audit-place.ts";

/** The lines of each text file; or why they could not be counted. */
export type LineCounts = ReadonlyMap<string, number> | { readonly reason: string };

const mostBytes = 100_000_000;

/**
 * Has git count the lines of the files that are no binaries: one process, however many files there are. One line a file: an
 * outbox is text, and whoever reads it may take other control characters away.
 */
export async function countLines(place: AuditPlace): Promise<LineCounts> {
  const git = "git -c core.fsmonitor=false -c core.quotePath=false grep --no-color -I --count -e ''";
  const outcome = await place.run(["sh", "-c", `${git} > "$1"`, "sh", place.outboxFile("lines")]);
  if (outcome.exitCode !== 0 && outcome.exitCode !== 1) return { reason: "git could not count them" };
  const reading = await place.readOutbox("lines", mostBytes);
  if (reading.state !== "read") return { reason: "git's counts cannot be read" };
  const lines = reading.text.split("\n").filter((line) => line !== "");
  const counts = lines.map((line) => /^(.+):(\d+)$/.exec(line));
  if (counts.some((match) => match === null)) return { reason: "git's counts cannot be read" };
  return new Map(counts.map((match) => [unquoted(match?.[1] ?? ""), Number(match?.[2])]));
}

/** Git writes a path with quotes, line ends and the like as C does; JSON reads all of it but octal numbers. */
function unquoted(path: string): string {
  if (!path.startsWith('"')) return path;
  try {
    return String(
      JSON.parse(path.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))),
    );
  } catch {
    return path;
  }
}

/** Files, lines and tests, all together and by extension. */
export function measureFiles(
  files: readonly string[],
  lines: LineCounts,
): Pick<BaselineAudit, "files" | "lines" | "test_files" | "languages"> {
  const counts = "reason" in lines ? null : lines;
  const byExtension = Map.groupBy(files, extensionOf);
  return {
    files: files.length,
    lines: "reason" in lines ? unknown(lines.reason) : { state: "measured", value: sumOf(files, lines) },
    test_files: files.filter(isTestFile).length,
    languages: [...byExtension.keys()].toSorted().map((extension) => {
      const own = byExtension.get(extension) ?? [];
      const test_files = own.filter(isTestFile).length;
      return { extension, files: own.length, test_files, lines: counts === null ? null : sumOf(own, counts) };
    }),
  };
}

function sumOf(files: readonly string[], lines: ReadonlyMap<string, number>): number {
  return files.reduce((sum, file) => sum + (lines.get(file) ?? 0), 0);
}

function unknown(reason: string): Measurement {
  return { state: "unknown", reason };
}

/** `.gitignore` has none; what is no word, or very long, is part of the name. */
function extensionOf(path: string): string {
  return /[^/]\.([A-Za-z0-9_+-]{1,12})$/.exec(path)?.[1]?.toLowerCase() ?? "";
}
