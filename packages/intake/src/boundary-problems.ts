import { matchesGlob, type SpecProblem } from "@fabrikk/compiler";
import { isFabrikkError, type Config } from "@fabrikk/state";

/** What is wrong with the globs of the configuration's boundaries (FAB-INT-006). */
export function boundaryProblems({ boundaries }: Config): readonly SpecProblem[] {
  const paths = [boundaries.always, boundaries.ask_first, boundaries.never]
    .flatMap((list) => list ?? [])
    .flatMap((item) => item.paths);
  return paths.flatMap((path) => {
    try {
      matchesGlob(path, "a");
      return [];
    } catch (error) {
      if (!isFabrikkError(error)) throw error;
      return [{ code: error.code, file: "boundaries in the configuration", line: 1, message: error.message }];
    }
  });
}
