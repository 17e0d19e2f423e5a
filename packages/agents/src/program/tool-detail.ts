import type { ForeignValue } from "./foreign-value.ts";
import { oneLine } from "./one-line.ts";

/** What tells most about a tool call, by the names the programs give their parameters. */
const tellingNames = ["command", "cmd", "file_path", "filePath", "path", "pattern", "url", "query", "description"];

/** One line for people about what a tool was called with. */
export function toolDetail(input: ForeignValue): string {
  const told = tellingNames.map((name) => input.text(name)).find((text) => text !== null && text !== "");
  return oneLine(told ?? input.json() ?? "");
}
