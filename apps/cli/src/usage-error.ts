import { FabrikkError } from "@fabrikk/state/fabrikk-error";

/** A command line that cannot be understood: exit code 2. */
export function usageError(
  message: string,
  hint: string,
  details: Readonly<Record<string, unknown>> = {},
): FabrikkError {
  return new FabrikkError({ code: "FABRIKK_CLI_USAGE", message, hint, details });
}
