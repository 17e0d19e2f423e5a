import { Review } from "@fabrikk/state";
import type { OutboxReading } from "@fabrikk/state/ports";

import { checkReview } from "./check-review.ts";

/** A review that can be accepted, or what keeps it from that, one line each. */
export type ReviewReading = { readonly review: Review } | { readonly gaps: readonly string[] };

/** Reads what a reviewer left in its outbox: its JSON, its schema, its completeness (FAB-CNC-004). */
export function readReview(
  reading: OutboxReading,
  { workspace, requirementIds }: { readonly workspace: string; readonly requirementIds: ReadonlySet<string> },
): ReviewReading {
  switch (reading.state) {
    case "missing":
      return { gaps: ["the session ended without the review file"] };
    case "refused":
      return { gaps: [`the review file cannot be read: ${reading.reason}`] };
    case "read":
      return parse(reading.text, { workspace, requirementIds });
  }
}

function parse(
  text: string,
  { workspace, requirementIds }: { readonly workspace: string; readonly requirementIds: ReadonlySet<string> },
): ReviewReading {
  const json = parseJson(text);
  if (json === undefined) return { gaps: ["the review file is not JSON"] };
  const parsed = Review.safeParse(withPlainPaths(json, workspace));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "the whole"}: ${message}`);
    return { gaps: problems.slice(0, 20) };
  }
  const gaps = checkReview(parsed.data, requirementIds);
  return gaps.length === 0 ? { review: parsed.data } : { gaps };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A reviewer may write a path absolute, or with a leading dot: the same file is the same finding. What is no path stays for the schema to refuse. */
function withPlainPaths(json: unknown, workspace: string): unknown {
  if (!isRecord(json) || !Array.isArray(json["findings"])) return json;
  const plain = (finding: unknown): unknown =>
    isRecord(finding) && typeof finding["file"] === "string"
      ? { ...finding, file: plainPath(finding["file"], workspace) }
      : finding;
  return { ...json, findings: json["findings"].map(plain) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function plainPath(file: string, workspace: string): string {
  const relative = file.startsWith(`${workspace}/`) ? file.slice(workspace.length + 1) : file;
  return relative.replace(/^(?:\.\/)+/, "");
}
