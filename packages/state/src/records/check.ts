import { z } from "zod";

import { RepositoryPath } from "./identifiers.ts";

/** A conformance check of a task (FAB-VER-003). Commands are run by `sh -c` in a clean verification workspace. */
export const Check = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("command"),
    command: z.string().min(1),
    exit_code: z.int().min(0).max(255),
    /** Regular expression that standard output or standard error must match. */
    output_pattern: z.string().optional(),
  }),
  z.strictObject({ kind: z.literal("tests"), command: z.string().min(1) }),
  z.strictObject({ kind: z.literal("lint"), command: z.string().min(1) }),
  z.strictObject({ kind: z.literal("files_exist"), paths: z.array(RepositoryPath).min(1) }),
  z.strictObject({ kind: z.literal("content"), path: RepositoryPath, pattern: z.string().min(1) }),
  z.strictObject({ kind: z.literal("absent"), paths: z.array(RepositoryPath).min(1) }),
]);
export type Check = z.infer<typeof Check>;

/** One line that says what a check asks, in full: two checks that ask different things differ in it. Evidence carries it as its subject. */
export function describeCheck(check: Check): string {
  switch (check.kind) {
    case "command":
      return `command: ${check.command}${commandConditions(check)}`;
    case "tests":
    case "lint":
      return `${check.kind}: ${check.command}`;
    case "files_exist":
      return `files exist: ${check.paths.join(", ")}`;
    case "content":
      return `content: ${check.path} matches /${check.pattern}/`;
    case "absent":
      return `absent: ${check.paths.join(", ")}`;
  }
}

function commandConditions(check: Extract<Check, { kind: "command" }>): string {
  const conditions = [
    ...(check.exit_code === 0 ? [] : [`exit code ${check.exit_code}`]),
    ...(check.output_pattern === undefined ? [] : [`output matches /${check.output_pattern}/`]),
  ];
  return conditions.length === 0 ? "" : ` (${conditions.join(", ")})`;
}
