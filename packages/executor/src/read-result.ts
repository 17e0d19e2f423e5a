import { Result, type ResultReading } from "@fabrikk/state";
import type { Workspace, Workspaces } from "@fabrikk/state/ports";

/** A result file of more bytes is refused unread. */
const maxResultBytes = 1_000_000;

/** What the outbox held: the reading, and the text as it was, for the run's folder. */
export interface ReadResult {
  readonly result: ResultReading;
  readonly text: string | null;
}

/** Reads the worker's result file, once, after its exit: never what it said in conversation (FAB-EXEC-004). */
export async function readResult(
  ports: { readonly workspaces: Workspaces },
  workspace: Workspace,
): Promise<ReadResult> {
  const reading = await ports.workspaces.readOutbox(workspace, "result.json", maxResultBytes);
  if (reading.state !== "read") return { result: reading, text: null };
  return { result: parseResult(reading.text), text: reading.text };
}

function parseResult(text: string): ResultReading {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { state: "refused", reason: "it is not JSON" };
  }
  const parsed = Result.safeParse(json);
  if (parsed.success) return { state: "read", result: parsed.data };
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".") || "the whole"}: ${issue.message}`);
  return { state: "refused", reason: problems.slice(0, 10).join("; ") };
}
