/** Who and where the user is, how text and time look. */
const person = ["HOME", "LANG", "LOGNAME", "PATH", "SHELL", "TERM", "TMPDIR", "TZ", "USER"];

/** Where toolchains live that are not found without: paths, as the official container images set them. */
const toolchains = ["CARGO_HOME", "GOPATH", "GOROOT", "JAVA_HOME", "RUSTUP_HOME"];

/**
 * The part of an environment that workers and checks may see: an allow-list, so that no secret and nothing that changes
 * how programs run (`NODE_OPTIONS`, `LD_*`, `GIT_*`, `npm_*`, `*_TOKEN`, `*_KEY`) gets in by being forgotten. `extraNames`
 * are variables that the user named in the configuration: exactly these are handed on too, whatever they are.
 */
export function allowedEnvironment(
  source: Readonly<Record<string, string | undefined>>,
  extraNames: readonly string[] = [],
): Record<string, string> {
  const names = new Set([...person, ...toolchains, ...extraNames]);
  const isAllowed = (name: string) => names.has(name) || /^LC_[A-Z]+$/.test(name);
  return Object.fromEntries(
    Object.entries(source).filter((entry): entry is [string, string] => entry[1] !== undefined && isAllowed(entry[0])),
  );
}
