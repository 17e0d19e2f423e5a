import { FabrikkError, type ErrorCode } from "@fabrikk/state";

/** Something in a run artifact that keeps it from compiling. */
export interface ArtifactProblem {
  readonly code: ErrorCode;
  readonly message: string;
  /** The next action. */
  readonly hint: string;
}

/** One error for all problems: a single one keeps its own code. `details.problems` lists them all. */
export function refuseArtifact(problems: readonly ArtifactProblem[]): never {
  const [first, ...others] = problems;
  if (first === undefined) throw new Error("an artifact is refused for a reason");
  const details = { problems: problems.map(({ code, message }) => ({ code, message })) };
  if (others.length === 0) throw new FabrikkError({ ...first, details });
  throw new FabrikkError({
    code: "FABRIKK_COMPILER_ARTIFACT_REFUSED",
    message: [
      `the run artifact has ${problems.length} problems:`,
      ...problems.map(({ code, message }) => `${message} [${code}]`),
    ].join("\n"),
    hint: [...new Set(problems.map(({ hint }) => hint))].join(" "),
    details,
  });
}
