import { RepositoryPath, type Check } from "@fabrikk/state";

import { codeSpans, listedValues } from "./listed-values.ts";
import { isTestCommand } from "./test-command.ts";

/** A check, or why the line is none. */
export type CheckReading = { readonly check: Check } | { readonly problem: string };

/**
 * Reads the value of a `Check:` line (FAB-VER-003): a shell command, or one of the forms `tests <command>`,
 * `lint <command>`, `exists a, b`, `absent a, b`, `content path /expression/`. A command that runs tests is of kind `tests`.
 */
export function readCheck(value: string): CheckReading {
  const isQuoted = /^`[\s\S]*`$/.test(value) && codeSpans(value).length === 1;
  const text = (isQuoted ? (codeSpans(value)[0] ?? "") : value).trim();
  const form = /^(tests|lint|exists|absent|content)(?:[ \t]+|[ \t]*:[ \t]*)(\S[\s\S]*)$/.exec(text);
  const rest = form?.[2] ?? "";
  switch (form?.[1] ?? "") {
    case "tests":
      return { check: { kind: "tests", command: commandOf(rest) } };
    case "lint":
      return { check: { kind: "lint", command: commandOf(rest) } };
    case "exists":
      return readPaths("files_exist", rest);
    case "absent":
      return readPaths("absent", rest);
    case "content":
      return readContent(rest);
    default: {
      const command = isQuoted ? text : commandOf(text);
      return {
        check: isTestCommand(command) ? { kind: "tests", command } : { kind: "command", command, exit_code: 0 },
      };
    }
  }
}

/** Words around a command in back ticks are for people. */
function commandOf(text: string): string {
  return (
    codeSpans(text)[0] ??
    text.replace(/\\([!-/:-@[-`{-~])/g, (pair, character: string) => (character === "`" ? character : pair))
  );
}

function readPaths(kind: "files_exist" | "absent", list: string): CheckReading {
  const values = listedValues(list);
  const wrong = values.find(
    ({ text, isQuoted }) => !RepositoryPath.safeParse(text).success || (!isQuoted && /\s/.test(text)),
  );
  if (wrong !== undefined) return { problem: `"${wrong.text}" is not a path inside the repository` };
  if (values.length === 0) return { problem: "the check names no path" };
  return { check: { kind, paths: values.map(({ text }) => text) } };
}

function readContent(text: string): CheckReading {
  const match = /^`?([^\s`]+)`?[ \t]+`?\/([\s\S]+)\/`?$/.exec(text);
  const [path, pattern] = [match?.[1], match?.[2]];
  if (path === undefined || pattern === undefined)
    return { problem: "a content check reads: content path /expression/" };
  if (!RepositoryPath.safeParse(path).success) return { problem: `"${path}" is not a path inside the repository` };
  try {
    RegExp(pattern);
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  return { check: { kind: "content", path, pattern } };
}
