import { FabrikkError } from "@fabrikk/state";

import { parseGlob, type Glob } from "./parse-glob.ts";

/** Parses a glob, or throws what is wrong with it. */
export function mustParseGlob(text: string): Glob {
  const glob = parseGlob(text);
  if (glob.problem === null) return glob;
  throw new FabrikkError({
    ...glob.problem,
    hint: "Write it relative to the repository, with *, **, ?, [abc] and {a,b}; put \\ before one of these to take it as it is.",
    details: { glob: text },
  });
}
