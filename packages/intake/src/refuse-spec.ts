import type { SpecProblem } from "@fabrikk/compiler";
import { FabrikkError, type ErrorCode } from "@fabrikk/state";

const hints: Readonly<Partial<Record<ErrorCode, string>>> = {
  FABRIKK_INTAKE_SPEC_EMPTY: "Write the requirements into the file, or leave it out.",
  FABRIKK_INTAKE_SPEC_BINARY: "Give a Markdown or text file, saved as UTF-8.",
  FABRIKK_INTAKE_SPEC_TOO_LARGE: "Split the spec into several files.",
  FABRIKK_INTAKE_SOURCE_MISSING: "Check the path.",
  FABRIKK_INTAKE_SOURCE_FOLDER: "Name the files in the folder, or say what they are with --format.",
  FABRIKK_INTAKE_FORMAT_MISMATCH: "Leave --format out, or name the format that the document has.",
  FABRIKK_INTAKE_SOURCE_UNREADABLE: "Check the file's permissions.",
  FABRIKK_INTAKE_NO_REQUIREMENT:
    "State requirements as `- **REQ-1**: text`, as checkboxes, or as sentences with MUST, SHALL or SHOULD.",
  FABRIKK_INTAKE_ID_CONTRADICTION: "Give one of the two another id.",
  FABRIKK_INTAKE_ID_DUPLICATE: "Keep the requirement in one of the files.",
  FABRIKK_INTAKE_DEPENDENCY_UNKNOWN: "Name ids of requirements after `Depends on:`.",
  FABRIKK_COMPILER_ID_DUPLICATE: "Give one of the two another id.",
  FABRIKK_COMPILER_REQUIREMENT_EMPTY: "Write the requirement behind its id.",
  FABRIKK_COMPILER_GLOB_ESCAPES: "Write globs relative to the repository's root.",
  FABRIKK_COMPILER_GLOB_INVALID:
    "Put the glob in back ticks; write / between folders and \\ before a special character.",
  FABRIKK_COMPILER_CHECK_INVALID: "Write a shell command, `exists a, b`, `absent a, b` or `content path /expression/`.",
  FABRIKK_COMPILER_GLOB_RESERVED: "Take it out of `Files:` or `Shared:`.",
  FABRIKK_COMPILER_DEPENDENCY_INVALID:
    "Name ids of requirements after `Depends on:`, with commas between them; put remarks in parentheses.",
  FABRIKK_COMPILER_TEST_LEVEL_INVALID: "Write `Test level:` with some of L0, L1, L2, L3.",
  FABRIKK_COMPILER_CLASS_INVALID: "Write `Class:` with one of feature, fix, docs, config, chore.",
  FABRIKK_COMPILER_VALUE_MISSING:
    "Write the value behind the colon, or as a list below the line; behind `Deferred:` the reason.",
  FABRIKK_COMPILER_ID_INVALID: "Write an id such as REQ-1, or take the bold marks away.",
  FABRIKK_COMPILER_LINK_UNKNOWN: "Mend the name, or give the document that holds it, too.",
  FABRIKK_COMPILER_RENAME_INCOMPLETE: "Write a FROM line and a TO line below it.",
  FABRIKK_COMPILER_NESTING_TOO_DEEP:
    "Take list and quote markers out of the line; in JSON and YAML bring the value further up.",
  FABRIKK_COMPILER_PARAGRAPH_CROWDED: "Put each requirement with its lines into a list item or paragraph of its own.",
  FABRIKK_COMPILER_GHERKIN_INVALID: "Mend the feature file at that line.",
  FABRIKK_COMPILER_DATA_INVALID: "Write what is expected at that path.",
  FABRIKK_COMPILER_DATA_UNKNOWN:
    "Write texts, or objects with a `text`, as a list or under `requirements`; or leave the file out.",
  FABRIKK_COMPILER_DEPENDENCY_UNKNOWN: "Name ids of work that is in the plan.",
  FABRIKK_COMPILER_JSON_INVALID: "Mend the JSON; only files named *.jsonc may hold comments and final commas.",
  FABRIKK_COMPILER_YAML_INVALID: "Mend the YAML; a text that holds a colon and a space stands in quotes.",
  FABRIKK_COMPILER_SCOPE_CONTRADICTS: "Take the path out of one of the two lists.",
  FABRIKK_COMPILER_BOUNDARY_UNLABELLED: "Put it under Always, Ask first or Never.",
};

/** The problem of documents in which nothing is a requirement. */
export function noRequirement(sources: readonly { readonly file: string }[]): SpecProblem {
  const message = "no requirement was found";
  return { code: "FABRIKK_INTAKE_NO_REQUIREMENT", file: sources[0]?.file ?? "spec", line: 1, message };
}

/**
 * Throws one error for all problems of a spec (FAB-INT-007): `FABRIKK_INTAKE_SPEC_REFUSED`, or the problem's own code where
 * there is one only. Its message has a line `file:line: text` for each; `details.problems` holds them.
 */
export function refuseSpec(problems: readonly SpecProblem[]): never {
  const lines = problems.map(({ code, file, line, message }) => `${file}:${line}: ${message} [${code}]`);
  const [only, ...others] = problems;
  if (only === undefined) throw new Error("a spec is refused for a reason");
  const isAlone = others.length === 0;
  throw new FabrikkError({
    code: isAlone ? only.code : "FABRIKK_INTAKE_SPEC_REFUSED",
    message: isAlone
      ? `${only.file}:${only.line}: ${only.message}`
      : [`the spec has ${lines.length} problems:`, ...lines].join("\n"),
    hint: [...new Set(problems.flatMap(({ code }) => hints[code] ?? []))].join(" ") || "Mend the spec.",
    details: { problems },
  });
}
