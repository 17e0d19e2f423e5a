import { FabrikkError } from "@fabrikk/state";

/** The error of an agent whose program cannot be started. */
export function programMissing(program: string, problem: string): FabrikkError {
  return new FabrikkError({
    code: "FABRIKK_AGENTS_PROGRAM_MISSING",
    message: `the agent's program ${program} cannot be started: ${problem}`,
    hint: "Install it, or mend the agent's command in the configuration.",
    details: { program },
  });
}
