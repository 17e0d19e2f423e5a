import { FabrikkError, type ErrorCode } from "@fabrikk/state";

/** Something in a run artifact that keeps it from compiling. */
export interface ArtifactProblem {
  readonly code: ErrorCode;
  readonly message: string;
  /** The next action. */
  readonly hint: string;
  /** Where the requirement stands that the problem begins with. */
  readonly place?: { readonly file: string; readonly line: number };
}

/** One error for all problems: a single one keeps its own code. `details.problems` lists them all. */
export function refuseArtifact(problems: readonly ArtifactProblem[]): never {
  const [first, ...others] = problems;
  if (first === undefined) throw new Error("an artifact is refused for a reason");
  const details = { problems: problems.map(({ code, message, place }) => ({ code, message, ...place })) };
  const { code, message, hint } = first;
  if (others.length === 0) throw new FabrikkError({ code, message, hint, details });
  throw new FabrikkError({
    code: "FABRIKK_COMPILER_ARTIFACT_REFUSED",
    message: [
      `the run artifact has ${problems.length} problems:`,
      ...problems.map((problem) => `${problem.message} [${problem.code}]`),
    ].join("\n"),
    hint: [...new Set(problems.map((problem) => problem.hint))].join(" "),
    details,
  });
}
